import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import type { CoverageFilter } from '@proofline/backstage-plugin-spec-coverage-common';
import { isResponseError, Notice } from '@proofline/backstage-ui';
import { useCoverageTrend } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { ActivityAreaChart, CoverageLineChart } from '../charts';
import { AnswerOf } from '../feedback';
import { RangePicker, useTrendRange } from '../Trend';
import styles from './SpecCoverageContent.module.css';

function NoTrend(props: { reason: string }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <Card>
      <CardBody>
        <Notice
          icon={RiHistoryLine}
          title={t('portal.trend.none')}
          description={props.reason}
        />
      </CardBody>
    </Card>
  );
}

function TrendOf(props: { entityRef: string | undefined }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const range = useTrendRange();
  const result = useCoverageTrend({
    entityRef: props.entityRef,
    ...range.query,
  });
  if (isResponseError(result.error, 403)) {
    return <NoTrend reason={t('portal.trend.notAllowed')} />;
  }
  const fileName = 'portal';
  return (
    <>
      <RangePicker range={range} />
      <AnswerOf
        result={result}
        what={t('portal.trend.title')}
        frame={notice => (
          <Card>
            <CardBody>{notice}</CardBody>
          </Card>
        )}
      >
        {({ points }) => (
          <div className={styles.halves}>
            <CoverageLineChart points={points} fileName={fileName} />
            <ActivityAreaChart points={points} fileName={fileName} />
          </div>
        )}
      </AnswerOf>
    </>
  );
}

/**
 * How the coverage of what is counted went, as far as there is a history of just that.
 *
 * @internal
 */
export default function PortalTrend(props: { filter: CoverageFilter }) {
  const { owner, source, state, system } = props.filter;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return source || state || (owner && system) ? (
    <NoTrend reason={t('portal.trend.notKept')} />
  ) : (
    <TrendOf entityRef={owner ?? system} />
  );
}
