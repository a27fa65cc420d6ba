/**
 * Shows what the LLM calls of each team may use, what they used and cost, and stops them.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export * from './api';
export { costGovernanceRouteRef, entityLlmUsageRouteRef } from './routes';
export { costGovernanceTranslationRef } from './translation';
