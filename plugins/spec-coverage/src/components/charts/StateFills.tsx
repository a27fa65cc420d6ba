import type { InvariantState } from '@proofline/backstage-plugin-spec-coverage-common';
import { COLORS } from './parts';

/** Width and height of a tile of a pattern, in px. */
const TILE = 6;

const GREY = 'color-mix(in srgb, var(--bui-fg-primary) 45%, transparent)';

const COLOR_OF: Record<InvariantState, string> = {
  proven: COLORS.positive,
  accepted: COLORS.announcement,
  stale: COLORS.warning,
  failed: COLORS.negative,
  vacuous: COLORS.warning,
  unknown: GREY,
  unproven: 'color-mix(in srgb, var(--bui-fg-primary) 18%, transparent)',
};

/** What is drawn over the colour, so that states can be told apart without it; the same as on bars elsewhere. */
const MARKS: Partial<Record<InvariantState, string>> = {
  stale: `M0 ${TILE}L${TILE} 0M-1 1L1 -1M${TILE - 1} ${TILE + 1}L${TILE + 1} ${
    TILE - 1
  }`,
  failed: `M0 0L${TILE} ${TILE}M${TILE - 1} -1L${TILE + 1} 1M-1 ${TILE - 1}L1 ${
    TILE + 1
  }`,
  vacuous: `M${TILE / 2} ${TILE / 2}h0`,
};

/**
 * Fills for states, each with its colour and, where another state has the same colour or one that some people cannot tell from it, with
 * a pattern. It stands in the chart that uses them.
 *
 * @param id - begins the ids of the patterns; one chart's are its own
 * @internal
 */
export function StateFills(props: { id: string }) {
  return (
    <defs>
      {(Object.keys(MARKS) as InvariantState[]).map(state => (
        <pattern
          key={state}
          id={`${props.id}-${state}`}
          width={TILE}
          height={TILE}
          patternUnits="userSpaceOnUse"
        >
          <rect width={TILE} height={TILE} style={{ fill: COLOR_OF[state] }} />
          <path
            d={MARKS[state]}
            style={{
              fill: 'none',
              stroke: 'var(--bui-bg-neutral-1)',
              strokeLinecap: state === 'vacuous' ? 'round' : 'butt',
              strokeWidth: state === 'vacuous' ? 3 : 1.5,
            }}
          />
        </pattern>
      ))}
    </defs>
  );
}

/**
 * The fill of a state.
 *
 * @param id - that of the {@link StateFills} in the same chart
 * @internal
 */
export function fillOf(state: InvariantState, id: string): string {
  return MARKS[state] ? `url(#${id}-${state})` : COLOR_OF[state];
}
