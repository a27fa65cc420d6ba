/**
 * Caps the LLM tokens of each team, accounts for them, and stops all calls by one switch.
 *
 * @packageDocumentation
 */
export { costGovernancePlugin as default } from './plugin';
