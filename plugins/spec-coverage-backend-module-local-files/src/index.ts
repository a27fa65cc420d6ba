/**
 * Source of specs for the spec-coverage plugin: folders of Markdown files.
 *
 * @packageDocumentation
 */
export { specCoverageModuleLocalFiles as default } from './module';
