import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RemixiconComponentType,
  RiCheckboxCircleFill,
  RiForbidLine,
  RiHistoryLine,
} from '@remixicon/react';
import { Badge, type Tone } from '@proofline/backstage-ui';
import type { KeyState } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';

const LOOKS: Record<KeyState, { icon: RemixiconComponentType; tone: Tone }> = {
  active: { icon: RiCheckboxCircleFill, tone: 'positive' },
  expired: { icon: RiHistoryLine, tone: 'neutral' },
  revoked: { icon: RiForbidLine, tone: 'neutral' },
};

/** The state of a virtual key as icon and word. @internal */
export function KeyStateBadge(props: { state: KeyState }) {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const { icon, tone } = LOOKS[props.state];
  return (
    <Badge icon={icon} tone={tone}>
      {t(`keys.states.${props.state}`)}
    </Badge>
  );
}
