import { ReactElement, ReactNode, useId, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody } from '@backstage/ui';
import { RiBarChartLine, RiDownloadLine, RiTable2 } from '@remixicon/react';
import { costGovernanceTranslationRef } from '../../translation';
import { ChartTable, type ChartTableData } from './ChartTable';
import { downloadCsv } from './downloadCsv';
import styles from './ChartFrame.module.css';

/**
 * A chart with its title and description, the same numbers as a table, and as a CSV file.
 *
 * @internal
 */
export function ChartFrame(props: {
  title: string;
  description: string;
  /** Name of the CSV file, without its ending. */
  fileName: string;
  table: ChartTableData;
  /** Shown in the place of the chart where there is too little to draw. */
  tooLittle?: string;
  /** Stands below the chart and below the table: how to get more, for example. */
  footer?: ReactNode;
  children: ReactElement;
}) {
  const { children, description, fileName, footer, table, title, tooLittle } =
    props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const [showsTable, setShowsTable] = useState(false);
  const titleId = useId();
  const descriptionId = useId();
  const hasRows = table.rows.length > 0;
  return (
    <Card>
      <CardBody>
        <section className={styles.frame} aria-labelledby={titleId}>
          <div className={styles.head}>
            <div className={styles.words}>
              <h3 id={titleId} className={styles.title}>
                {title}
              </h3>
              <p id={descriptionId} className={styles.description}>
                {description}
              </p>
            </div>
            {hasRows && (
              <div className={styles.actions}>
                <Button
                  size="small"
                  variant="tertiary"
                  iconStart={showsTable ? <RiBarChartLine /> : <RiTable2 />}
                  aria-label={t(
                    showsTable ? 'charts.showChartOf' : 'charts.showTableOf',
                    { title },
                  )}
                  onPress={() => setShowsTable(!showsTable)}
                >
                  {t(showsTable ? 'charts.chart' : 'charts.table')}
                </Button>
                <Button
                  size="small"
                  variant="tertiary"
                  iconStart={<RiDownloadLine />}
                  aria-label={t('charts.exportOf', { title })}
                  onPress={() => downloadCsv(fileName, table)}
                >
                  {t('charts.export')}
                </Button>
              </div>
            )}
          </div>
          {showsTable && hasRows ? (
            <ChartTable table={table} labelledBy={titleId} />
          ) : (
            <div
              className={styles.chart}
              role="group"
              aria-labelledby={titleId}
              aria-describedby={descriptionId}
            >
              {tooLittle === undefined ? (
                children
              ) : (
                <p className={styles.tooLittle}>{tooLittle}</p>
              )}
            </div>
          )}
          {footer}
        </section>
      </CardBody>
    </Card>
  );
}
