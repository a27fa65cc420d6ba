export { isResponseError, messageOf, problemOf } from './errors';
export type { Problem } from './errors';
export { formatPercentage } from './percent';
export { formatAge, formatAgo, formatDuration, formatMoment } from './time';
