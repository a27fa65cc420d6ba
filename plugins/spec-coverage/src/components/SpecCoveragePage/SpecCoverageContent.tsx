import { lazy, ReactElement, Suspense } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Container, Text } from '@backstage/ui';
import { RiFileAddLine, RiFilterOffLine } from '@remixicon/react';
import { Bone, Notice, problemOf } from '@proofline/backstage-ui';
import { usePortalCoverage, useSteady } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { ProblemNotice, RefreshNotice } from '../feedback';
import { annotationSnippet } from '../feedback/annotationSnippet';
import { Snippet } from '../feedback/Snippet';
import { CoverageByGroup } from './CoverageByGroup';
import { DriftBacklog } from './DriftBacklog';
import { FilterBar } from './FilterBar';
import { inCard } from './inCard';
import { Leaderboard } from './Leaderboard';
import { PortalTotals } from './PortalTotals';
import { TotalsSkeleton } from './TotalsSkeleton';
import { PortalAddress, usePortalAddress } from './usePortalAddress';
import styles from './SpecCoverageContent.module.css';

// Charts are a large library: it is loaded when the page is there.
const PortalTrend = lazy(() => import('./PortalTrend'));

/** Stands for any component, in the example of how to name specs. */
const EXAMPLE = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'my-service' },
};

function Section(props: { title: string; children: ReactElement }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}

function NothingCounted(props: { address: PortalAddress }) {
  const { address } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return address.isFiltered ? (
    <Notice
      icon={RiFilterOffLine}
      title={t('portal.noMatch')}
      description={t('portal.noMatchHint')}
    >
      <Button variant="secondary" onPress={address.clearFilters}>
        {t('portal.filter.clear')}
      </Button>
    </Notice>
  ) : (
    <Notice
      icon={RiFileAddLine}
      title={t('portal.empty')}
      description={t('portal.emptyHint')}
    >
      <Snippet text={annotationSnippet(EXAMPLE)} />
      <p className={styles.format}>{t('empty.format')}</p>
    </Notice>
  );
}

/**
 * The coverage of the whole portal, or of what the filters leave: totals, trend, groups, drift backlog and leaderboard.
 *
 * @internal
 */
export function SpecCoverageContent() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const address = usePortalAddress();
  const { filter } = address;
  const { data, error, isPrevious, refresh } = useSteady(
    usePortalCoverage(filter),
  );
  const problem = error && problemOf(error);
  if (error && (!data || problem === 'denied')) {
    return (
      <Container>
        <main className={styles.content}>
          {/* A filter may be what the backend refuses, and an address that somebody sent has no other way out. */}
          {problem === 'other' && address.isFiltered && (
            <FilterBar address={address} />
          )}
          {inCard(
            <ProblemNotice
              error={error}
              kind={t('portal.kind')}
              onRetry={refresh}
            />,
          )}
        </main>
      </Container>
    );
  }
  const isEmpty = data?.specs === 0 && !isPrevious;
  return (
    <Container>
      <main className={styles.content}>
        {!(isEmpty && !address.isFiltered) && <FilterBar address={address} />}
        <div aria-busy={isPrevious}>
          <RefreshNotice error={error} />
          {data && !isEmpty && <PortalTotals coverage={data} />}
          {!data && inCard(<TotalsSkeleton />)}
          {isEmpty && inCard(<NothingCounted address={address} />)}
        </div>
        {!isEmpty && (
          <>
            <Section title={t('portal.groups.heading')}>
              <CoverageByGroup address={address} />
            </Section>
            <Section title={t('portal.drift.title')}>
              <DriftBacklog filter={filter} ages={data?.driftAges} />
            </Section>
            <Section title={t('portal.trend.title')}>
              <Suspense fallback={inCard(<Bone width="100%" height="16rem" />)}>
                <PortalTrend filter={filter} />
              </Suspense>
            </Section>
            <Section title={t('portal.leaders.heading')}>
              <Leaderboard filter={filter} />
            </Section>
          </>
        )}
      </main>
    </Container>
  );
}
