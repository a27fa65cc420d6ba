import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  SPEC_COVERAGE_SIGNALS_CHANNEL,
  signalTopic,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { listenToSignals } from './listenToSignals';

function createSignals() {
  let publish: (message: never) => void = () => {};
  const unsubscribe = jest.fn();
  const subscribe = jest.fn(
    (_channel: string, onMessage: (message: never) => void) => {
      publish = onMessage;
      return { unsubscribe };
    },
  );
  return {
    signals: { subscribe } as unknown as SignalApi,
    subscribe,
    unsubscribe,
    publish: (message: unknown) => publish(message as never),
  };
}

describe('listenToSignals', () => {
  it('gives a hint for each signal that names a ref, however quickly they come', () => {
    const { signals, publish, subscribe } = createSignals();
    const hint = jest.fn();
    listenToSignals({
      signals,
      hint,
      refs: () => ['jira:PAY-1', 'jira:PAY-2'],
    });
    expect(subscribe).toHaveBeenCalledWith(
      SPEC_COVERAGE_SIGNALS_CHANNEL,
      expect.any(Function),
    );
    publish({ topics: [signalTopic('jira:PAY-2')] });
    publish({ topics: [signalTopic('jira:PAY-3')] });
    publish({ topics: [signalTopic('JIRA:pay-1'), signalTopic('x:y')] });
    expect(hint).toHaveBeenCalledTimes(2);
  });

  it.each([undefined, null, 'topics', {}, { topics: 'all' }, { topics: [1] }])(
    'ignores %j',
    message => {
      const { signals, publish } = createSignals();
      const hint = jest.fn();
      listenToSignals({ signals, hint, refs: () => ['jira:PAY-1'] });
      publish(message);
      expect(hint).not.toHaveBeenCalled();
    },
  );

  it('stops', () => {
    const { signals, unsubscribe } = createSignals();
    listenToSignals({ signals, hint: () => {}, refs: () => [] })();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});
