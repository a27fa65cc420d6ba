export { KillSwitchView } from './KillSwitchView';
export { StopBanner } from './StopBanner';
