/**
 * A cell of a table: words, a number, or nothing.
 *
 * @public
 */
export type CsvCell = string | number | undefined;

// A spreadsheet takes a text that begins with one of these for a formula, and would run it.
// Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^[=+\-@\t\r]/;

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Writes a table as CSV (RFC 4180), the first row being its heads. Numbers are written as they are, with a point.
 *
 * @public
 */
export function toCsv(rows: ReadonlyArray<readonly CsvCell[]>): string {
  return rows.map(row => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(cell: CsvCell): string {
  if (cell === undefined) {
    return '';
  }
  if (typeof cell === 'number') {
    return String(cell);
  }
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
