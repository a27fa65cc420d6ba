import type {
  KillSwitchEvent,
  KillSwitchState,
} from '@proofline/backstage-plugin-cost-governance-common';

/**
 * What stops calls: the environment of the backend, or a use of the switch; `undefined` where they are allowed.
 *
 * @internal
 */
export type Stop =
  | { by: 'environment' }
  | { by: 'switch'; event: KillSwitchEvent }
  | undefined;

/**
 * Says what stops the calls of a tenant, or of all where no tenant is given. A stop of all goes before that of one.
 *
 * @internal
 */
export function stopOf(state: KillSwitchState, tenant?: string): Stop {
  if (state.isStoppedByEnvironment) {
    return { by: 'environment' };
  }
  const event =
    state.stops.find(stop => stop.tenant === undefined) ??
    (tenant === undefined
      ? undefined
      : state.stops.find(stop => stop.tenant === tenant));
  return event && { by: 'switch', event };
}
