export { SpecHistory } from './SpecHistory';
