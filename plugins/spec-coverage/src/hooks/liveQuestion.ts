import type { SpecCoverageApi } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  listenToSignals,
  LiveResult,
  pollInterval,
  Question,
  useLiveQuery,
} from '../live';

/**
 * Makes a hook that keeps the answer to a question with parameters fresh.
 *
 * @param name - tells the question from all others
 * @param options - `refs`: upon signals for which specs or entities it is asked again
 * @internal
 */
export function createLiveHook<TParameters extends object, T>(
  name: string,
  options: {
    fetch(
      api: SpecCoverageApi,
      parameters: TParameters,
      signal: AbortSignal,
    ): Promise<T>;
    refs(parameters: TParameters, data: T | undefined): string[];
  },
): (parameters: TParameters) => LiveResult<T> {
  const question: Question<T> = {
    name,
    ask: (key, { api, signals }) => {
      const parameters: TParameters = JSON.parse(key);
      return {
        fetch: signal => options.fetch(api, parameters, signal),
        pollInterval: state =>
          pollInterval({ signals: signals !== undefined, busy: false, state }),
        listen:
          signals &&
          ((hint, data) =>
            listenToSignals({
              signals,
              hint,
              refs: () => options.refs(parameters, data()),
            })),
      };
    },
  };
  return parameters => useLiveQuery(question, JSON.stringify(parameters));
}
