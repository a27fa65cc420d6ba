/** What a model costs from a day on, in USD per million tokens. */
export interface Price {
  model: string;
  /** First UTC day on which it holds, YYYY-MM-DD. */
  from: string;
  input: number;
  cachedInput: number;
  output: number;
}

/** Tokens of one LLM call, as its vendor reports them. */
export interface UsedTokens {
  inputTokens: number;
  /** A part of `inputTokens`. */
  cachedInputTokens: number;
  outputTokens: number;
}

/** What vendors add to the name of a model when they report which version answered: `-2024-08-06`, `-20241022`, `-latest`. */
const VERSION = /-(?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$/;

/**
 * The cost of a call in millionths of a US dollar, rounded to whole ones: USD per million tokens is millionths of a USD per token.
 * A model without a price of its own, whose name ends with a date, costs what the model without the date does.
 *
 * @param day - UTC day of the call, YYYY-MM-DD
 * @returns undefined when the model has no price on that day
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
  return (
    price &&
    Math.round(
      (used.inputTokens - used.cachedInputTokens) * price.input +
        used.cachedInputTokens * price.cachedInput +
        used.outputTokens * price.output,
    )
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
