/**
 * The budget that backend plugins make LLM calls within.
 *
 * @packageDocumentation
 */
export {};
