import { isList, isSymbol, SExpression } from '../smtlib';

/**
 * Writes a number as people do: `-5`, `1/3`, `2.5`.
 *
 * @returns `undefined` for what is no number
 */
export function formatNumber(value: SExpression): string | undefined {
  if (value.type === 'numeral') {
    return value.text;
  }
  if (value.type === 'decimal') {
    return withoutZeros(value.text);
  }
  // With `pp.decimal` Z3 ends a number that is cut with a question mark.
  if (isSymbol(value) && /^[0-9]+\.[0-9]+\?$/.test(value.text)) {
    return `≈${value.text.slice(0, -1)}`;
  }
  if (value.type === 'hexadecimal' || value.type === 'binary') {
    return `${value.text} (${BigInt(`0${value.text.slice(1)}`)})`;
  }
  if (!isList(value)) {
    return undefined;
  }
  const [head, first, second] = value.items;
  if (isSymbol(head, '-') && first && value.items.length === 2) {
    return negate(formatNumber(first));
  }
  if (isSymbol(head, '/') && second && value.items.length === 3) {
    return formatFraction(formatNumber(first), formatNumber(second));
  }
  if (isSymbol(head, '_') && isSymbol(first)) {
    return formatIndexed(first.text, value.items.slice(2));
  }
  if (isSymbol(head, 'fp') && value.items.length === 4) {
    return formatFloat(value.items.slice(1));
  }
  return undefined;
}

function withoutZeros(decimal: string): string {
  return decimal.replace(/\.?0+$/, '');
}

function negate(number: string | undefined): string | undefined {
  if (number?.startsWith('≈')) {
    return `≈-${number.slice(1)}`;
  }
  return number && (number === '0' ? number : `-${number}`);
}

function formatFraction(
  numerator: string | undefined,
  denominator: string | undefined,
): string | undefined {
  if (numerator === undefined || denominator === undefined) {
    return undefined;
  }
  return exactDecimal(numerator, denominator) ?? `${numerator}/${denominator}`;
}

/** Writes a fraction as a decimal number where that is exact and short: 5/2 is 2.5, and 1/3 stays 1/3. */
function exactDecimal(
  numerator: string,
  denominator: string,
): string | undefined {
  if (!/^-?\d{1,15}$/.test(numerator) || !/^10*$|^\d{1,6}$/.test(denominator)) {
    return undefined;
  }
  const top = BigInt(numerator);
  const bottom = BigInt(denominator);
  for (let places = 1; places <= 6; places++) {
    const scale = 10n ** BigInt(places);
    if (bottom !== 0n && (top * scale) % bottom === 0n) {
      const digits = `${((top < 0n ? -top : top) * scale) / bottom}`.padStart(
        places + 1,
        '0',
      );
      return `${top < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(
        -places,
      )}`;
    }
  }
  return undefined;
}

function formatIndexed(
  name: string,
  indices: SExpression[],
): string | undefined {
  const bitVector = /^bv(\d+)$/.exec(name);
  if (bitVector && indices.length === 1) {
    return bitVector[1];
  }
  switch (name) {
    case '+oo':
    case '-oo':
    case 'NaN':
      return name;
    case '+zero':
      return '0';
    case '-zero':
      return '-0';
    default:
      return undefined;
  }
}

// An IEEE 754 number: sign, exponent, significand. Formats up to Float64 are exact in a JavaScript number.
function formatFloat(parts: SExpression[]): string | undefined {
  const [sign, exponent, significand] = parts.map(bitsOf);
  if (
    sign?.length !== 1 ||
    !exponent ||
    exponent.length > 11 ||
    !significand ||
    significand.length > 52
  ) {
    return undefined;
  }
  const bias = 2 ** (exponent.length - 1) - 1;
  const power = parseInt(exponent, 2);
  const fraction = parseInt(significand, 2) / 2 ** significand.length;
  const size =
    power === 0
      ? fraction * 2 ** (1 - bias)
      : (1 + fraction) * 2 ** (power - bias);
  return `${sign === '1' ? '-' : ''}${size}`;
}

function bitsOf(value: SExpression): string | undefined {
  if (value.type === 'binary') {
    return value.text.slice(2);
  }
  if (value.type === 'hexadecimal') {
    return [...value.text.slice(2)]
      .map(digit => parseInt(digit, 16).toString(2).padStart(4, '0'))
      .join('');
  }
  return undefined;
}
