export type { ReadClaim } from './claim';
export { readCodeClaim } from './readCodeClaim';
export { readProseClaim } from './readProseClaim';
export { settleClaims } from './settleClaims';
