import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useCoverageTrend, useEntityCoverage, useSteady } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import {
  ActivityAreaChart,
  CoverageLineChart,
  LatencyChart,
  StoryBarChart,
} from '../../charts';
import { AnswerOf } from '../../feedback';
import { RangePicker, useTrendRange } from '../../Trend';
import { useViewHrefs } from './useViewHrefs';

/**
 * How the coverage of an entity went, and how its user stories stand now.
 *
 * @internal
 */
export default function TrendsView(props: { entity: Entity }) {
  const { entity } = props;
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const range = useTrendRange();
  const result = useSteady(useCoverageTrend({ entityRef, ...range.query }));
  const { data: coverage } = useEntityCoverage(entityRef);
  const hrefs = useViewHrefs();
  const fileName = entity.metadata.name;
  // What the points stand for is in the answer: while another one is on its way, the one before is shown.
  const shown = { fileName, interval: result.data?.interval };
  return (
    <>
      <RangePicker range={range} />
      <AnswerOf result={result} what={t('views.trends')}>
        {({ points }) => (
          <>
            <CoverageLineChart {...shown} points={points} />
            <ActivityAreaChart {...shown} points={points} />
            <LatencyChart {...shown} points={points} />
          </>
        )}
      </AnswerOf>
      {/* Below the charts from the beginning, so that it does not move when they come. */}
      {(result.data || result.error) && (
        <StoryBarChart
          stories={coverage?.stories ?? []}
          hrefOf={hrefs.story}
          fileName={fileName}
        />
      )}
    </>
  );
}
