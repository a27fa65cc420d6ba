import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatPercentage } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import { type CoverageBarItem, CoverageBars } from './CoverageBars';

/**
 * {@link CoverageBars} with a title, as a table and as CSV.
 *
 * @internal
 */
export function CoverageBarChart(props: {
  title: string;
  description: string;
  /** What the bars are: Story, System… */
  label: string;
  fileName: string;
  /** Shown where there are none. */
  empty: string;
  items: CoverageBarItem[];
  /** How names are written: `code` for references, `text` for what people call things. */
  nameStyle?: 'code' | 'text';
  footer?: ReactNode;
}) {
  const {
    description,
    empty,
    fileName,
    footer,
    items,
    label,
    nameStyle,
    title,
  } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <ChartFrame
      title={title}
      description={description}
      fileName={fileName}
      footer={footer}
      tooLittle={items.length === 0 ? empty : undefined}
      table={{
        columns: [
          { key: 'ref', label },
          {
            key: 'percentage',
            label: t('charts.percentage'),
            format: formatPercentage,
          },
          { key: 'proven', label: t('invariantState.proven') },
          { key: 'expected', label: t('charts.expected') },
        ],
        rows: items.map(({ counts, percentage, ref }) => ({
          ref,
          percentage,
          proven: counts.proven,
          expected: counts.expected,
        })),
      }}
    >
      <CoverageBars items={items} nameStyle={nameStyle} />
    </ChartFrame>
  );
}
