export { formatCost } from './money';
export { formatAgo, formatDay, formatDuration, formatMoment } from './time';
export { formatNumber, formatTokens } from './tokens';
