import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChartFrame as PlainChartFrame,
  type ChartFrameProps,
} from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';

/**
 * A chart with its title and description, the same numbers as a table, and as a CSV file, in the words of this plugin.
 *
 * @internal
 */
export function ChartFrame(
  props: Omit<ChartFrameProps, 'headingLevel' | 'words'>,
) {
  const { title } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <PlainChartFrame
      {...props}
      headingLevel={2}
      words={{
        chart: t('charts.chart'),
        showChart: t('charts.showChartOf', { title }),
        table: t('charts.table'),
        showTable: t('charts.showTableOf', { title }),
        export: t('charts.export'),
        exportTable: t('charts.exportOf', { title }),
      }}
    />
  );
}
