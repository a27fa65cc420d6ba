import type { ReactNode } from 'react';
import styles from './Table.module.css';

/**
 * A column of a {@link Table}.
 *
 * @internal
 */
export interface Column<T> {
  key: string;
  label: string;
  /** Numbers stand on the right. */
  align?: 'right';
  cell(item: T): ReactNode;
}

/**
 * A table that becomes a list on a narrow screen, in which each cell says itself what it is. The first column names the row.
 *
 * @internal
 */
export function Table<T>(props: {
  label: string;
  columns: Array<Column<T>>;
  items: T[];
  idOf: (item: T) => string;
  /** Whether a row is of the past, and stands back. */
  isPast?: (item: T) => boolean;
}) {
  const { columns, idOf, isPast, items, label } = props;
  const [first, ...others] = columns;
  return (
    <table className={styles.table} aria-label={label}>
      <thead className={styles.heads}>
        <tr>
          {columns.map(column => (
            <th key={column.key} scope="col" data-align={column.align}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr key={idOf(item)} data-past={isPast?.(item) || undefined}>
            <th scope="row">{first.cell(item)}</th>
            {others.map(column => (
              <td
                key={column.key}
                data-label={column.label}
                data-align={column.align}
              >
                {column.cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
