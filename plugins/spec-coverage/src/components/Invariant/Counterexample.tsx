import { useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CounterexampleValue } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import styles from './Counterexample.module.css';

/**
 * The values for which a claim does not hold.
 *
 * @internal
 */
export function Counterexample(props: {
  values: CounterexampleValue[] | undefined;
}) {
  const { values } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const captionId = useId();
  if (!values || values.length === 0) {
    return (
      <p className={styles.caption}>
        {values ? t('invariant.failsAlways') : t('invariant.noCounterexample')}
      </p>
    );
  }
  return (
    <div className={styles.example}>
      <p id={captionId} className={styles.caption}>
        {t('invariant.failsFor')}
      </p>
      <table className={styles.table} aria-labelledby={captionId}>
        <thead className={styles.hidden}>
          <tr>
            <th scope="col">{t('invariant.name')}</th>
            <th scope="col">{t('invariant.value')}</th>
            <th scope="col">{t('invariant.sort')}</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ name, sort, value }) => (
            <tr key={name}>
              <th scope="row" className={styles.name}>
                {name}
              </th>
              <td className={styles.value}>{value}</td>
              <td className={styles.sort}>{sort}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
