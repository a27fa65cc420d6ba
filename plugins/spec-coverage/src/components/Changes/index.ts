export { SpecChanges } from './SpecChanges';
