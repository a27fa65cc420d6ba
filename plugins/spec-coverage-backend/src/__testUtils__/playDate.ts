/**
 * Has Jest play `Date` and nothing else of time: what waits, waits for real, and `jest.setSystemTime` says what day it is. The caller
 * ends it by `jest.useRealTimers()`.
 */
export function playDate(now: Date | string): void {
  jest.useFakeTimers({
    now: new Date(now),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}
