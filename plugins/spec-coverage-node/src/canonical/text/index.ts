export { canonicalJson } from './canonicalJson';
export { decodeText } from './decodeText';
export {
  normalizeCode,
  normalizeProse,
  withoutTrailingSpace,
} from './normalizeText';
export { refuseWhatIsNoText } from './refuseWhatIsNoText';
export { shortenTitle } from './shortenTitle';
