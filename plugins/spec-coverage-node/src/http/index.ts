export {
  AnswerTooLargeError,
  createSourceFetch,
  type SourceFetch,
} from './createSourceFetch';
export * from './encodeSegment';
export * from './readBaseUrl';
export { readRetryAfterMs } from './retryAfter';
export * from './SourceHttpClient';
