/**
 * Source of specs for the spec-coverage plugin: issues in Jira Cloud and Data Center.
 *
 * @packageDocumentation
 */
export { specCoverageModuleJira as default } from './module';
