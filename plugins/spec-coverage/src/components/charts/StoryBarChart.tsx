import { useId, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  INVARIANT_STATES,
  type StoryCoverage,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useNavigate } from 'react-router-dom';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLocale } from '@proofline/backstage-ui';
import { formatPercentage } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import { AXIS, COLORS, LEGEND, MARGIN, TOOLTIP } from './parts';
import { fillOf, StateFills } from './StateFills';
import { StoryTick } from './StoryTick';
import { useStoryTable } from './useStoryTable';

/** Height of a bar with the words beside it, and of axis and legend; in px. */
const ROW_HEIGHT = 44;
const REST_HEIGHT = 72;

/** How many stories are drawn before somebody asks for all. */
const FIRST = 15;

/** The words beside the bars take so much of the width, and never more than so many px. */
const WORDS_SHARE = 0.42;
const MAX_WORDS_WIDTH = 240;

/**
 * The user stories, those first of which least is proven: a bar for each, divided by states. The axis is 0 to 100 %, so that a bar says
 * what share is proven and the words beside it of how many. A bar and its name lead to the story.
 *
 * @internal
 */
export function StoryBarChart(props: {
  stories: StoryCoverage[];
  /** Where the specs, invariants and verdicts of a story are. */
  hrefOf(story: string): string;
  fileName: string;
}) {
  const { fileName, hrefOf, stories } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const navigate = useNavigate();
  const fillsId = useId().replaceAll(':', '');
  const [width, setWidth] = useState(0);
  const [showsAll, setShowsAll] = useState(false);
  const sorted = [...stories].sort(leastProvenFirst);
  const shown = showsAll ? sorted : sorted.slice(0, FIRST);
  const states = INVARIANT_STATES.filter(state =>
    shown.some(({ counts }) => counts[state] > 0),
  );
  const table = useStoryTable(sorted);
  const title = t('tab.stories');
  return (
    <ChartFrame
      title={title}
      description={t('stories.description')}
      fileName={`${fileName}-user-stories`}
      tooLittle={stories.length === 0 ? t('stories.empty') : undefined}
      table={table}
      footer={
        shown.length < sorted.length && (
          <div>
            <Button
              size="small"
              variant="secondary"
              onPress={() => setShowsAll(true)}
            >
              {t('charts.showMore', { rest: sorted.length - shown.length })}
            </Button>
          </div>
        )
      }
    >
      <ResponsiveContainer
        width="100%"
        height={shown.length * ROW_HEIGHT + REST_HEIGHT}
        onResize={setWidth}
      >
        <BarChart
          layout="vertical"
          // An entry becomes the properties of its bar, and `ref` means something else there.
          data={shown.map(({ counts, ref: story }) => ({ counts, story }))}
          stackOffset="expand"
          barSize={18}
          accessibilityLayer
          title={title}
          margin={MARGIN}
        >
          <StateFills id={fillsId} />
          <CartesianGrid horizontal={false} stroke={COLORS.grid} />
          <XAxis
            {...AXIS}
            type="number"
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tickFormatter={share => formatPercentage(share * 100, locale)}
          />
          <YAxis
            {...AXIS}
            type="category"
            dataKey="story"
            interval={0}
            width={Math.min(MAX_WORDS_WIDTH, width * WORDS_SHARE)}
            tick={<StoryTick stories={shown} hrefOf={hrefOf} />}
          />
          <Tooltip {...TOOLTIP} cursor={{ fill: COLORS.grid }} />
          <Legend {...LEGEND} iconType="rect" />
          {states.map(state => (
            <Bar
              key={state}
              dataKey={`counts.${state}`}
              name={t(`invariantState.${state}`)}
              stackId="states"
              fill={fillOf(state, fillsId)}
              cursor="pointer"
              onClick={({ payload }) => navigate(hrefOf(payload.story))}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** A story that nothing states an invariant for is not one of which nothing is proven: it comes last. */
function leastProvenFirst(one: StoryCoverage, other: StoryCoverage): number {
  return (
    (one.percentage ?? Infinity) - (other.percentage ?? Infinity) ||
    one.ref.localeCompare(other.ref)
  );
}
