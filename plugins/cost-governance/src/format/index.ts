export { toCsv } from './csv';
export type { CsvCell } from './csv';
export { messageOf, problemOf } from './errors';
export { formatCost } from './money';
export { formatAgo, formatDay, formatDuration, formatMoment } from './time';
export { formatNumber, formatTokens } from './tokens';
