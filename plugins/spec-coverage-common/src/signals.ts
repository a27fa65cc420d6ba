import { shortName } from './hash';

/**
 * The signals channel on which the backend says that something changed. A signal carries no data to show: who gets one
 * for a topic that is on the screen fetches again, with their own permissions.
 *
 * @public
 */
export const SPEC_COVERAGE_SIGNALS_CHANNEL = 'spec-coverage';

/**
 * The topic of the whole portal: it is named whenever anything changed.
 *
 * @public
 */
export const PORTAL_TOPIC = '*';

/**
 * The message of a signal: the topics of the specs and entities that changed. See {@link signalTopic}.
 *
 * @public
 */
export type SpecCoverageSignal = { topics: string[] };

/**
 * The topic of a SpecRef or an entity ref: a checksum, so that a broadcast does not tell names to people who may not
 * see them.
 *
 * @public
 */
export function signalTopic(ref: string): string {
  if (ref === PORTAL_TOPIC) {
    return PORTAL_TOPIC;
  }
  return shortName(ref.toLocaleLowerCase('en-US'));
}
