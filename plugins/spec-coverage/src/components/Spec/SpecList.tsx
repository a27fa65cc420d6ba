import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { SpecCard } from './SpecCard';
import { useExpandedSpecs } from './useExpandedSpecs';
import styles from './SpecList.module.css';

/** How many are shown at first, and more of each time. */
const STEP = 50;

/**
 * The specs of an entity, each to be opened.
 *
 * @internal
 */
export function SpecList(props: {
  specs: SpecSummary[];
  /** Called when a spec is about to be checked. */
  onVerify: () => void;
}) {
  const { specs, onVerify } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { isExpanded, linked, setExpanded } = useExpandedSpecs(
    specs.map(({ ref }) => ref),
  );
  const [wanted, setWanted] = useState(STEP);
  if (specs.length === 0) {
    return null;
  }
  // The one that the URL names is shown wherever it stands.
  const shown = specs.filter(
    ({ ref }, index) => index < wanted || ref === linked,
  );
  return (
    <section className={styles.list}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('tab.specs')}
      </Text>
      {shown.map(spec => (
        <SpecCard
          key={spec.ref}
          spec={spec}
          isLinked={spec.ref === linked}
          isExpanded={isExpanded(spec.ref)}
          onExpandedChange={expanded => setExpanded(spec.ref, expanded)}
          onVerify={onVerify}
        />
      ))}
      {wanted < specs.length && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setWanted(wanted + STEP)}
          >
            {t('specs.showMore', { rest: specs.length - shown.length })}
          </Button>
        </div>
      )}
    </section>
  );
}
