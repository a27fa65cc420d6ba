/**
 * Extension points, canonical text, HTTP and webhook tools and the conformance kit for modules of the spec-coverage plugin.
 *
 * @packageDocumentation
 */
export * from './canonical';
export * from './config';
export * from './extensionPoints';
export * from './http';
export * from './prover';
export * from './source';
export * from './webhook';
