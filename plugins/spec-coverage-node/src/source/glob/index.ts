export { matchesGlob } from './matchesGlob';
export { parseGlob } from './parseGlob';
