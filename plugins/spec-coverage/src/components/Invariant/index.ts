export { InvariantList } from './InvariantList';
export { VerdictFacts } from './VerdictFacts';
