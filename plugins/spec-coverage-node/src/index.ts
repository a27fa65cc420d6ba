/**
 * Extension points, canonical text and the conformance kit for modules of the spec-coverage plugin.
 *
 * @packageDocumentation
 */
export * from './canonical';
export * from './extensionPoints';
export * from './prover';
export * from './source';
