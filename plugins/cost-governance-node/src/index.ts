/**
 * The budget that backend plugins make LLM calls within.
 *
 * @packageDocumentation
 */
export {
  countTokens,
  estimateTokens,
  TOKENS_PER_MESSAGE,
} from './estimateTokens';
export type {
  LlmBudgetService,
  LlmCallRequest,
  LlmReservation,
  LlmUsage,
} from './LlmBudgetService';
export { llmBudgetServiceRef } from './llmBudgetServiceRef';
export { LlmTokensExhaustedError } from './LlmTokensExhaustedError';
