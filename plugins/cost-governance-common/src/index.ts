/**
 * Types, permissions and the typed client of the cost-governance plugin.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './permissions';
