/** What a model costs from a day on, in USD per million tokens. */
export interface Price {
  model: string;
  /** First UTC day on which it holds, YYYY-MM-DD. */
  from: string;
  input: number;
  cachedInput: number;
  /** Where it is not there, a call that wrote to the vendor's cache has no price: it costs more than other input does. */
  cacheWrite?: number;
  longCacheWrite?: number;
  output: number;
}

/** Tokens of one LLM call, as its vendor reports them. */
export interface UsedTokens {
  inputTokens: number;
  /** A part of `inputTokens`: read from the vendor's cache. */
  cachedInputTokens: number;
  /** A part of `inputTokens`: written to the vendor's cache for minutes. */
  cacheWriteInputTokens: number;
  /** A part of `inputTokens`: written to the vendor's cache for an hour or longer. */
  longCacheWriteInputTokens: number;
  outputTokens: number;
}

/** What vendors add to the name of a model when they report which version answered: `-2024-08-06`, `-20241022`, `-latest`. */
const VERSION = /-(?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$/;

/**
 * The cost of a call in millionths of a US dollar, rounded to whole ones: USD per million tokens is millionths of a USD per token.
 * A model without a price of its own, whose name ends with a date, costs what the model without the date does.
 *
 * @param day - UTC day of the call, YYYY-MM-DD
 * @returns undefined when the model has no price on that day, or none for a kind of tokens that was used
 */
export function costMicroUsd(
  prices: readonly Price[],
  model: string,
  day: string,
  used: UsedTokens,
): number | undefined {
  const price =
    findPrice(prices, model, day) ??
    findPrice(prices, model.replace(VERSION, ''), day);
  if (!price) {
    return undefined;
  }
  const parts: [tokens: number, price: number | undefined][] = [
    [plainInputTokens(used), price.input],
    [used.cachedInputTokens, price.cachedInput],
    [used.cacheWriteInputTokens, price.cacheWrite],
    [used.longCacheWriteInputTokens, price.longCacheWrite],
    [used.outputTokens, price.output],
  ];
  if (parts.some(([tokens, each]) => tokens > 0 && each === undefined)) {
    return undefined;
  }
  return Math.round(
    parts.reduce((sum, [tokens, each]) => sum + tokens * (each ?? 0), 0),
  );
}

/** Input tokens that the vendor's cache had nothing to do with; below 0 where the parts are more than the whole. */
export function plainInputTokens(used: UsedTokens): number {
  return (
    used.inputTokens -
    used.cachedInputTokens -
    used.cacheWriteInputTokens -
    used.longCacheWriteInputTokens
  );
}

/** The latest price that has begun. */
function findPrice(
  prices: readonly Price[],
  model: string,
  day: string,
): Price | undefined {
  return prices
    .filter(price => price.model === model && price.from <= day)
    .reduce<Price | undefined>(
      (latest, price) => (latest && latest.from > price.from ? latest : price),
      undefined,
    );
}
