import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { StoryCoverage } from '@proofline/backstage-plugin-spec-coverage-common';
import { formatPercentage } from '../../format';
import { useLocale } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBar } from '../Coverage';
import styles from './Stories.module.css';

/**
 * The user stories of an entity and how much of each is proven; nothing where there are none.
 *
 * @internal
 */
export function Stories(props: { stories: StoryCoverage[] }) {
  const { stories } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  if (stories.length === 0) {
    return null;
  }
  return (
    <section className={styles.section}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('tab.stories')}
      </Text>
      <Card>
        <CardBody>
          <ul className={styles.stories}>
            {stories.map(({ ref, counts, percentage }) => (
              <li key={ref} className={styles.story}>
                <span className={styles.ref}>{ref}</span>
                <span className={styles.percentage}>
                  {percentage === undefined
                    ? t('coverage.nothingToProve')
                    : formatPercentage(percentage, locale)}
                </span>
                <span className={styles.bar}>
                  <CoverageBar counts={counts} size="small" />
                </span>
                <span className={styles.counts}>
                  {t('coverage.proven', {
                    proven: counts.proven,
                    count: counts.expected,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
    </section>
  );
}
