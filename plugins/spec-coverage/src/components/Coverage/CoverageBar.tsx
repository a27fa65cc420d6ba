import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CoverageCounts } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { INVARIANT_LOOKS } from '../states';
import { useStateCounts } from './useStateCounts';
import styles from './CoverageBar.module.css';

/**
 * The states of all invariants as one stacked bar. States of one colour differ in their pattern, and the bar's text
 * alternative has all numbers.
 *
 * @internal
 */
export function CoverageBar(props: {
  counts: CoverageCounts;
  size?: 'small' | 'medium';
}) {
  const { counts, size = 'medium' } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const parts = useStateCounts(counts);
  const label =
    parts.length === 0
      ? t('coverage.nothingToProve')
      : t('coverage.bar', {
          states: parts
            .map(({ word, number }) => `${word} ${number}`)
            .join(', '),
        });
  return (
    <div role="img" aria-label={label} className={styles.bar} data-size={size}>
      {parts.map(({ state, count, number, word }) => (
        <div
          key={state}
          className={styles.part}
          data-state={state}
          data-tone={INVARIANT_LOOKS[state].tone}
          style={{ flexGrow: count }}
          title={`${word}: ${number}`}
        />
      ))}
    </div>
  );
}
