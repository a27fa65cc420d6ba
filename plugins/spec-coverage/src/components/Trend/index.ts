export { RangePicker } from './RangePicker';
export { useTrendRange } from './useTrendRange';
