import type { UsedTokens } from '../../llm/pricing';

/** What a piece of an answer says of use. */
export interface ReadUse {
  /** The model that answered. */
  model?: unknown;
  /** Input, where it is told before the answer ends. */
  input?: Omit<UsedTokens, 'outputTokens'>;
  /** What was used in all, as far as the vendor tells. */
  total?: UsedTokens;
  /** What the model wrote in this piece: text, calls of tools, reasoning. */
  output: string[];
}
