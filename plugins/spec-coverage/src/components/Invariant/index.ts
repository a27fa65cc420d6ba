export { InvariantDetails } from './InvariantDetails';
export { InvariantList } from './InvariantList';
export { InvariantRow } from './InvariantRow';
export { VerdictFacts } from './VerdictFacts';
