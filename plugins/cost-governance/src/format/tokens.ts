/**
 * A number of tokens in short: `999`, `12.3K`, `1.5M`. Beside it stands the exact number, as a title.
 *
 * @internal
 */
export function formatTokens(tokens: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(tokens);
}

/**
 * A number in full: `12,345`.
 *
 * @internal
 */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}
