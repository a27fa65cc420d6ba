/**
 * Source of specs for the spec-coverage plugin: documents in Google Drive.
 *
 * @packageDocumentation
 */
export { specCoverageModuleGoogleDocs as default } from './module';
