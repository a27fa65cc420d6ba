export { canonicalJson } from './canonicalJson';
export { decodeText } from './decodeText';
export {
  normalizeCode,
  normalizeProse,
  withoutTrailingSpace,
} from './normalizeText';
export { refuseTooManyLines } from './refuseTooManyLines';
export { refuseWhatIsNoText } from './refuseWhatIsNoText';
export { shortenTitle } from './shortenTitle';
