/**
 * Types, permissions, coverage maths and the typed client of the spec-coverage plugin.
 *
 * @packageDocumentation
 */
export * from './catalog';
export * from './client';
export * from './coverage';
export { shortName } from './hash';
export * from './permissions';
export * from './search';
export * from './signals';
export * from './specPattern';
export * from './specRef';
