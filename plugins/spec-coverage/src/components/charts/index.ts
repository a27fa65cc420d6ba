export { ActivityAreaChart } from './ActivityAreaChart';
export { ChartFrame } from './ChartFrame';
export { CoverageBarChart } from './CoverageBarChart';
export { CoverageBars } from './CoverageBars';
export type { CoverageBarItem } from './CoverageBars';
export { CoverageLineChart } from './CoverageLineChart';
export { LatencyChart } from './LatencyChart';
export { StoryBarChart } from './StoryBarChart';
