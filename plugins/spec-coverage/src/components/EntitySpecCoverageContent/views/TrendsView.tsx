import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useCoverageTrend } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import {
  ActivityAreaChart,
  CoverageLineChart,
  LatencyChart,
} from '../../charts';
import { AnswerOf } from '../../feedback';
import { RangePicker, useTrendRange } from '../../Trend';

/**
 * How the coverage of an entity went.
 *
 * @internal
 */
export default function TrendsView(props: { entity: Entity }) {
  const { entity } = props;
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const range = useTrendRange();
  const result = useCoverageTrend({ entityRef, ...range.query });
  const fileName = entity.metadata.name;
  return (
    <>
      <RangePicker range={range} />
      <AnswerOf result={result} what={t('views.trends')}>
        {({ points }) => (
          <>
            <CoverageLineChart points={points} fileName={fileName} />
            <ActivityAreaChart points={points} fileName={fileName} />
            <LatencyChart points={points} fileName={fileName} />
          </>
        )}
      </AnswerOf>
    </>
  );
}
