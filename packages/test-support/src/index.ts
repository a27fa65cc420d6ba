/**
 * What the tests of more than one package share.
 *
 * @packageDocumentation
 */
export {
  type DocumentedContract,
  type DocumentedRoute,
  type Method,
  readContract,
} from './readContract';
export { type AuditedEvent, recordingAuditor } from './recordingAuditor';
export { tablesOf } from './tablesOf';
