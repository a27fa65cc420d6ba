export { listenToSignals } from './listenToSignals';
export { pollInterval, retryInterval } from './pace';
export { useLiveQuery, useRefreshAll } from './useLiveQuery';
export type { LiveResult, Question } from './useLiveQuery';
