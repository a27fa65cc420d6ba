import { ReactElement, ReactNode, useId, useState } from 'react';
import { Button, Card, CardBody } from '@backstage/ui';
import { RiBarChartLine, RiDownloadLine, RiTable2 } from '@remixicon/react';
import { ChartTable, type ChartTableData } from './ChartTable';
import { downloadCsv } from './downloadCsv';
import styles from './ChartFrame.module.css';

/**
 * The words on the buttons of a chart, and what they are called for those who hear them.
 *
 * @public
 */
export interface ChartFrameWords {
  chart: string;
  showChart: string;
  table: string;
  showTable: string;
  export: string;
  exportTable: string;
}

/**
 * What a {@link ChartFrame} shows.
 *
 * @public
 */
export interface ChartFrameProps {
  title: string;
  /** Of the title: 2 for one that stands below that of the page. */
  headingLevel: 2 | 3;
  words: ChartFrameWords;
  description: string;
  /** Name of the CSV file, without its ending. */
  fileName: string;
  table: ChartTableData;
  /** Shown in the place of the chart where there is too little to draw. */
  tooLittle?: string;
  /** Stands below the chart and below the table: how to get more, for example. */
  footer?: ReactNode;
  children: ReactElement;
}

/**
 * A chart with its title and description, the same numbers as a table, and as a CSV file.
 *
 * @public
 */
export function ChartFrame(props: ChartFrameProps) {
  const { children, description, fileName, footer, table, title, tooLittle } =
    props;
  const { headingLevel, words } = props;
  const Heading = `h${headingLevel}` as const;
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
              <Heading id={titleId} className={styles.title}>
                {title}
              </Heading>
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
                  aria-label={showsTable ? words.showChart : words.showTable}
                  onPress={() => setShowsTable(!showsTable)}
                >
                  {showsTable ? words.chart : words.table}
                </Button>
                <Button
                  size="small"
                  variant="tertiary"
                  iconStart={<RiDownloadLine />}
                  aria-label={words.exportTable}
                  onPress={() => downloadCsv(fileName, table)}
                >
                  {words.export}
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
