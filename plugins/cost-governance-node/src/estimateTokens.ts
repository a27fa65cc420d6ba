/**
 * What a chat adds to each message, and to the answer, in OpenAI's format.
 *
 * @public
 */
export const TOKENS_PER_MESSAGE = 4;

/**
 * The time that the encoder takes for text without a break grows with the square of its length: 200,000 times the letter a take it
 * more than half a minute. So texts are encoded in pieces. Each cut adds one token at most.
 */
const PIECE = /[^]{1,1000}/g;

/**
 * Counts the tokens of a text in the encoding of OpenAI's models since GPT-4o (`o200k_base`). Long texts count a little more than they
 * have.
 *
 * @public
 */
export function countTokens(text: string): number {
  const encoder = loadEncoder();
  return (text.match(PIECE) ?? []).reduce(
    // Names of control tokens in a message are text as any other; without the option they would be an error.
    (sum, piece) =>
      sum + encoder.countTokens(piece, { disallowedSpecial: new Set() }),
    0,
  );
}

/**
 * Estimates how many tokens an LLM call may use at most: what its messages are by {@link countTokens}, and the most that may be answered. Other vendors count otherwise, as a rule up to a third more; what a call really
 * used is settled afterwards, so that an estimate need not be exact.
 *
 * The encoding takes some 30 MB of memory from the first call on.
 *
 * @param call - the texts of all messages and tools, and the `max_tokens` that is sent to the vendor
 * @public
 */
export function estimateTokens(call: {
  messages: readonly string[];
  maxOutputTokens: number;
}): number {
  return call.messages.reduce(
    (sum, message) => sum + TOKENS_PER_MESSAGE + countTokens(message),
    call.maxOutputTokens,
  );
}

/** Loaded when it is needed, and not by each plugin that takes the budget from this package. */
function loadEncoder(): typeof import('gpt-tokenizer') {
  // Jest and the CommonJS output of packages have no import() for this.
  // eslint-disable-next-line global-require
  return require('gpt-tokenizer');
}
