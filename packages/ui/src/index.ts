/**
 * What the frontend plugins of Proofline share.
 *
 * @packageDocumentation
 */
export { Badge, type Tone } from './components/Badge';
export { Bone } from './components/Bone';
export {
  ChartFrame,
  type ChartFrameProps,
  type ChartFrameWords,
} from './components/ChartFrame';
export type { ChartTableData } from './components/ChartTable';
export { downloadCsv } from './components/downloadCsv';
export { Notice } from './components/Notice';
export { type CsvCell, toCsv } from './format/csv';
export {
  isResponseError,
  messageOf,
  type Problem,
  problemOf,
} from './format/errors';
export { collectPages, type CollectedPage } from './hooks/collectPages';
export { isEntityRef } from './hooks/isEntityRef';
export { subscribeToTicks } from './hooks/subscribeToTicks';
export { useEntityNames } from './hooks/useEntityNames';
export { useLocale } from './hooks/useLocale';
export { useNotify } from './hooks/useNotify';
