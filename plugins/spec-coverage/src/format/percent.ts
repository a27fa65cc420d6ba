/**
 * A coverage for people: `84.6%`. It is rounded down like the percentage itself, so that 100 means all.
 *
 * @param percentage - 0 to 100
 * @internal
 */
export function formatPercentage(percentage: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(Math.floor(percentage * 10) / 1000);
}
