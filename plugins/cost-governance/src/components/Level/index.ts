export { LevelBar } from './LevelBar';
export { LevelFacts } from './LevelFacts';
export { LevelGauge } from './LevelGauge';
export { LimitCards, NoLimit } from './LimitCards';
