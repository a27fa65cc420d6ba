export { ALLOWED_COMMANDS } from './commands';
export { INVARIANT } from './invariant';
export { readClaim } from './readClaim';
export * from './types';
