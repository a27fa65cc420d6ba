/**
 * The budget that backend plugins make LLM calls within.
 *
 * @packageDocumentation
 */
export { estimateTokens } from './estimateTokens';
export type {
  LlmBudgetService,
  LlmCallRequest,
  LlmReservation,
  LlmUsage,
} from './LlmBudgetService';
export { llmBudgetServiceRef } from './llmBudgetServiceRef';
export { LlmTokensExhaustedError } from './LlmTokensExhaustedError';
