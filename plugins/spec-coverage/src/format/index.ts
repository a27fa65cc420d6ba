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
