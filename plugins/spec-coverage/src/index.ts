/**
 * Shows on each entity's page how much of what its specs promise is proven.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export * from './api';
export { isSpecCoverageAvailable } from './isSpecCoverageAvailable';
export { entityCoverageRouteRef, portalCoverageRouteRef } from './routes';
export { specCoverageTranslationRef } from './translation';
