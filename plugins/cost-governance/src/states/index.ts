export { fillDays } from './days';
export { keyStateOf } from './keyState';
export type { KeyState } from './keyState';
export { levelOf } from './level';
export type { Level, LevelState } from './level';
export { stopOf } from './stop';
export type { Stop } from './stop';
