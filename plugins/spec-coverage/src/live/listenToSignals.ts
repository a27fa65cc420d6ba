import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  SPEC_COVERAGE_SIGNALS_CHANNEL,
  signalTopic,
} from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * Calls `hint` for each signal that names one of the refs.
 *
 * This subscribes to the signals API itself and not through `useSignal`: that hook keeps the last signal in React
 * state, and of two signals that arrive before the next render the first would be lost.
 *
 * @returns how to stop
 * @internal
 */
export function listenToSignals(options: {
  signals: SignalApi;
  refs: () => string[];
  hint: () => void;
}): () => void {
  const { signals, refs, hint } = options;
  const { unsubscribe } = signals.subscribe(
    SPEC_COVERAGE_SIGNALS_CHANNEL,
    message => {
      const topics = new Set(topicsOf(message));
      if (topics.size > 0 && refs().some(ref => topics.has(signalTopic(ref)))) {
        hint();
      }
    },
  );
  return unsubscribe;
}

/** A signal comes over the network: nothing is taken for granted about its shape. */
function topicsOf(message: unknown): unknown[] {
  const topics = (message as { topics?: unknown } | undefined)?.topics;
  return Array.isArray(topics) ? topics : [];
}
