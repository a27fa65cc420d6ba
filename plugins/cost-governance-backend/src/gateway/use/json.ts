import type { UsedTokens } from '../../llm/pricing';
import contract from '../../schema/generated/openapi.json';

/** The most tokens that the contract lets one call have used. */
const MOST =
  contract.components.schemas.SettleRequest.properties.inputTokens.maximum;

/** An object of an answer that may be anything. */
export type Json = Record<string, unknown>;

/** Something as an object; an empty one where it is none. */
export function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Something as a list of objects. */
export function toObjects(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(toObject) : [];
}

/** A number of tokens; undefined where it is none that a call can have. */
export function toCount(value: unknown): number | undefined {
  return Number.isInteger(value) &&
    (value as number) >= 0 &&
    (value as number) <= MOST
    ? (value as number)
    : undefined;
}

/** Those of some values that are text. */
export function toTexts(...values: unknown[]): string[] {
  return values.filter(value => typeof value === 'string');
}

/** Input with its parts, none of which can be more than what the others leave of the whole. */
export function toInput(
  inputTokens: number,
  parts: { cached?: number; written?: number; longWritten?: number },
): Omit<UsedTokens, 'outputTokens'> {
  const cached = Math.min(parts.cached ?? 0, inputTokens);
  const long = Math.min(parts.longWritten ?? 0, inputTokens - cached);
  return {
    inputTokens,
    cachedInputTokens: cached,
    longCacheWriteInputTokens: long,
    cacheWriteInputTokens: Math.min(
      parts.written ?? 0,
      inputTokens - cached - long,
    ),
  };
}
