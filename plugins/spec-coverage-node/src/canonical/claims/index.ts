export type { ReadClaim } from './claim';
export { codeLanguage, NAME_LANGUAGE_IN_COMMENT } from './codeLanguage';
export { readCodeClaim } from './readCodeClaim';
export { readProseClaim } from './readProseClaim';
export { settleClaims } from './settleClaims';
