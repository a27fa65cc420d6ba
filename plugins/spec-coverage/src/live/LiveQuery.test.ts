import { LiveQuery, LiveQueryOptions } from './LiveQuery';
import { PAUSE_BETWEEN_REQUESTS_MS, REQUEST_TIMEOUT_MS } from './pace';

interface Call {
  signal: AbortSignal;
  answer: (value: string) => void;
  fail: (error: Error) => void;
}

describe('LiveQuery', () => {
  let calls: Call[];
  let hidden: boolean;
  let leaveAll: (() => void)[];

  beforeEach(() => {
    jest.useFakeTimers();
    calls = [];
    hidden = false;
    leaveAll = [];
    jest.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  });

  afterEach(() => {
    leaveAll.forEach(leave => leave());
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  function watch(query: LiveQuery<string>, listener = () => {}) {
    const leave = query.subscribe(listener);
    leaveAll.push(leave);
    return leave;
  }

  function createQuery(options: Partial<LiveQueryOptions<string>> = {}) {
    return new LiveQuery<string>({
      fetch: signal =>
        new Promise((resolve, reject) => {
          calls.push({ signal, answer: resolve, fail: reject });
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      pollInterval: () => 5000,
      ...options,
    });
  }

  /** Lets what follows an answer happen. */
  const settle = () => jest.advanceTimersByTimeAsync(0);

  const show = (visible: boolean) => {
    hidden = !visible;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('asks at once and then at its interval', async () => {
    const query = createQuery();
    watch(query);
    expect(calls).toHaveLength(1);
    calls[0].answer('first');
    await settle();
    expect(query.getState()).toEqual({ data: 'first', failures: 0 });

    await jest.advanceTimersByTimeAsync(4999);
    expect(calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(2);
  });

  it('makes many hints during a request into one request after it', async () => {
    const query = createQuery();
    watch(query);
    query.refresh();
    query.refresh();
    query.refresh();
    expect(calls).toHaveLength(1);
    calls[0].answer('older than the hints');
    await settle();
    expect(calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(PAUSE_BETWEEN_REQUESTS_MS);
    expect(calls).toHaveLength(2);
    calls[1].answer('new');
    await settle();
    expect(query.getState().data).toBe('new');
    await jest.advanceTimersByTimeAsync(PAUSE_BETWEEN_REQUESTS_MS);
    expect(calls).toHaveLength(2);
  });

  it('answers a hint at once when there was a pause', async () => {
    const query = createQuery();
    watch(query);
    calls[0].answer('first');
    await settle();
    await jest.advanceTimersByTimeAsync(PAUSE_BETWEEN_REQUESTS_MS);
    query.refresh();
    expect(calls).toHaveLength(2);
  });

  it('rests as long as the last answer took', async () => {
    const query = createQuery();
    watch(query);
    query.refresh();
    await jest.advanceTimersByTimeAsync(2000);
    calls[0].answer('slow');
    await settle();
    await jest.advanceTimersByTimeAsync(1999);
    expect(calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(2);
  });

  it('keeps the data when a later attempt fails, and forgets the error after a success', async () => {
    const query = createQuery();
    watch(query);
    calls[0].answer('kept');
    await jest.advanceTimersByTimeAsync(5000);
    const error = new Error('down');
    calls[1].fail(error);
    await settle();
    expect(query.getState()).toEqual({ data: 'kept', error, failures: 1 });
    await jest.advanceTimersByTimeAsync(5000);
    calls[2].answer('kept');
    await settle();
    expect(query.getState()).toEqual({ data: 'kept', failures: 0 });
  });

  it('tells nobody about an answer that is the same', async () => {
    const listener = jest.fn();
    const query = createQuery();
    watch(query, listener);
    calls[0].answer('same');
    await settle();
    expect(listener).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(5000);
    calls[1].answer('same');
    await settle();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('aborts the request when the last one who looked goes, and asks again for the next one', async () => {
    const query = createQuery();
    const leave = [watch(query), watch(query)];
    leave[0]();
    expect(calls[0].signal.aborted).toBe(false);
    leave[1]();
    expect(calls[0].signal.aborted).toBe(true);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    expect(query.getState()).toEqual({ failures: 0 });

    watch(query);
    expect(calls).toHaveLength(2);
    calls[1].answer('back');
    await settle();
    expect(query.getState().data).toBe('back');
  });

  it('does not take the answer to an aborted request', async () => {
    const query = createQuery({
      fetch: signal =>
        new Promise((resolve, reject) =>
          calls.push({ signal, answer: resolve, fail: reject }),
        ),
    });
    watch(query)();
    watch(query);
    calls[1].answer('new');
    await settle();
    calls[0].answer('late');
    await settle();
    expect(query.getState().data).toBe('new');
  });

  it('gives up a request that is never answered', async () => {
    const query = createQuery();
    watch(query);
    await jest.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS);
    expect(query.getState().error).toEqual(
      new Error('No answer within 30 seconds'),
    );
  });

  it('asks for nothing while the page is hidden and catches up when it is shown', async () => {
    const query = createQuery();
    watch(query);
    calls[0].answer('first');
    await settle();
    show(false);
    await jest.advanceTimersByTimeAsync(60_000);
    query.refresh();
    expect(calls).toHaveLength(1);
    show(true);
    expect(calls).toHaveLength(2);
  });

  it('loads once in a page that was opened in the background', () => {
    show(false);
    watch(createQuery());
    expect(calls).toHaveLength(1);
  });

  it('listens as long as somebody looks on', () => {
    const stop = jest.fn();
    const listen = jest.fn(() => stop);
    const query = createQuery({ listen });
    expect(listen).not.toHaveBeenCalled();
    const leave = watch(query);
    expect(listen).toHaveBeenCalledTimes(1);
    leave();
    expect(stop).toHaveBeenCalledTimes(1);
  });
});
