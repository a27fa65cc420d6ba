/**
 * Settles claims of specs with Z3, in worker threads of the backend.
 *
 * @packageDocumentation
 */
export { specCoverageModuleZ3 as default } from './module';
