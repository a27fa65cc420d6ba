export { decodeText } from './decodeText';
export { normalizeCode, normalizeProse } from './normalizeText';
export { refuseWhatIsNoText } from './refuseWhatIsNoText';
export { shortenTitle } from './shortenTitle';
