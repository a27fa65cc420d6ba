/**
 * Source of specs for the spec-coverage plugin: Markdown files in GitHub repositories.
 *
 * @packageDocumentation
 */
export { specCoverageModuleGithub as default } from './module';
