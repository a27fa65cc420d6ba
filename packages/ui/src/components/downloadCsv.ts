import { toCsv } from '../format/csv';
import type { ChartTableData } from './ChartTable';

/** The table of a chart as CSV: its heads, and the numbers as they are. */
export function csvOf({ columns, rows }: ChartTableData): string {
  return toCsv([
    columns.map(({ label }) => label),
    ...rows.map(row => columns.map(({ key }) => row[key])),
  ]);
}

/**
 * Gives the browser a table as a file to save.
 *
 * @public
 */
export function downloadCsv(fileName: string, table: ChartTableData): void {
  const url = URL.createObjectURL(
    // Excel takes a file for UTF-8 only with this mark at its beginning.
    new Blob(['\uFEFF', csvOf(table)], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
