/**
 * Source of specs for the spec-coverage plugin: pages in Confluence Cloud and Data Center.
 *
 * @packageDocumentation
 */
export { specCoverageModuleConfluence as default } from './module';
