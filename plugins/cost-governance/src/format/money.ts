/** Micro-dollars in a US dollar. */
const MICRO = 1_000_000;

/** From so many dollars on, cents are enough. */
const CENTS_FROM = 1;

/**
 * A cost in US dollars: `$1,234.50`, and `$0.00035` where cents would be nothing. What costs something is never shown as nothing.
 *
 * @param microUsd - millionths of a US dollar
 * @internal
 */
export function formatCost(microUsd: number, locale: string): string {
  const usd = microUsd / MICRO;
  const isSmall = usd !== 0 && Math.abs(usd) < CENTS_FROM;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    ...(isSmall
      ? {
          minimumFractionDigits: 2,
          maximumFractionDigits: 6,
          minimumSignificantDigits: 2,
          maximumSignificantDigits: 3,
        }
      : {}),
  }).format(usd);
}
