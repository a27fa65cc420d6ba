import {
  RemixiconComponentType,
  RiAlertFill,
  RiArrowLeftRightLine,
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiDeleteBinLine,
  RiFileForbidLine,
  RiFileUnknowLine,
  RiHistoryLine,
  RiHourglassLine,
  RiIndeterminateCircleLine,
  RiLockLine,
  RiQuestionFill,
  RiUserStarFill,
} from '@remixicon/react';
import type { Tone } from '@proofline/backstage-ui';
import type {
  InvariantState,
  SpecState,
} from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * How a state looks. The word that belongs to it is in the translations: neither colour nor icon stands alone.
 *
 * @internal
 */
export interface Look {
  icon: RemixiconComponentType;
  tone: Tone;
}

/** @internal */
export const INVARIANT_LOOKS: Record<InvariantState, Look> = {
  proven: { icon: RiCheckboxCircleFill, tone: 'positive' },
  accepted: { icon: RiUserStarFill, tone: 'announcement' },
  stale: { icon: RiHistoryLine, tone: 'warning' },
  failed: { icon: RiCloseCircleFill, tone: 'negative' },
  vacuous: { icon: RiAlertFill, tone: 'warning' },
  unknown: { icon: RiQuestionFill, tone: 'neutral' },
  unproven: { icon: RiCheckboxBlankCircleLine, tone: 'neutral' },
};

/** @internal */
export const SPEC_LOOKS: Record<SpecState, Look> = {
  pending: { icon: RiHourglassLine, tone: 'neutral' },
  missing: { icon: RiFileUnknowLine, tone: 'negative' },
  trashed: { icon: RiDeleteBinLine, tone: 'negative' },
  forbidden: { icon: RiLockLine, tone: 'negative' },
  refused: { icon: RiFileForbidLine, tone: 'negative' },
  'nothing-to-prove': { icon: RiIndeterminateCircleLine, tone: 'neutral' },
  unproven: { icon: RiCheckboxBlankCircleLine, tone: 'warning' },
  drifted: { icon: RiArrowLeftRightLine, tone: 'warning' },
  proven: { icon: RiCheckboxCircleFill, tone: 'positive' },
};

/** All states of a spec, those that ask for nothing first. @internal */
export const SPEC_STATES = (Object.keys(SPEC_LOOKS) as SpecState[]).reverse();
