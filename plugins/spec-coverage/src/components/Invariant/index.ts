export { InvariantList } from './InvariantList';
export { InvariantRow } from './InvariantRow';
export { VerdictFacts } from './VerdictFacts';
