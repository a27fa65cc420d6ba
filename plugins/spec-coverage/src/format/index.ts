export { toCsv } from './csv';
export type { CsvCell } from './csv';
export { isResponseError, messageOf, problemOf } from './errors';
export type { Problem } from './errors';
export { formatPercentage } from './percent';
export {
  formatAge,
  formatAgo,
  formatDate,
  formatDay,
  formatDuration,
  formatHours,
  formatMoment,
} from './time';
