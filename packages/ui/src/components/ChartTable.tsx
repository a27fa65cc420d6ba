import { useLocale } from '../hooks/useLocale';
import styles from './ChartTable.module.css';

/**
 * The numbers of a chart, as rows. What is undefined is not known.
 *
 * @public
 */
export interface ChartTableData {
  columns: Array<{
    key: string;
    label: string;
    /** Makes words of a number, for people; the CSV file has the number itself. */
    format?: (value: number, locale: string) => string;
  }>;
  rows: Array<Record<string, string | number | undefined>>;
}

/**
 * The numbers of a chart as a table.
 *
 * @public
 */
export function ChartTable(props: {
  table: ChartTableData;
  labelledBy: string;
}) {
  const { labelledBy, table } = props;
  const [head, ...others] = table.columns;
  const locale = useLocale();
  return (
    // A region that scrolls has to be reached by keyboard.
    <div
      className={styles.scroll}
      role="region"
      aria-labelledby={labelledBy}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-labelledby={labelledBy}>
        <thead>
          <tr>
            {table.columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(row => (
            <tr key={String(row[head.key])}>
              <th scope="row">{row[head.key]}</th>
              {others.map(({ key, format = formatNumber }) => {
                const value = row[key];
                return (
                  <td key={key}>
                    {typeof value === 'number' ? format(value, locale) : value}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}
