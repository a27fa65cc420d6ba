import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Link, Text } from '@backstage/ui';
import type { StoryCoverage } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBars } from '../charts/CoverageBars';
import { useViewHrefs } from './views/useViewHrefs';
import styles from './Stories.module.css';

/** How many are shown; the view of the stories has them all. */
const LIMIT = 10;

/**
 * The user stories of an entity and how much of each is proven; nothing where there are none.
 *
 * @internal
 */
export function Stories(props: { stories: StoryCoverage[] }) {
  const { stories } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const hrefs = useViewHrefs();
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
          <CoverageBars
            items={stories.slice(0, LIMIT).map(story => ({
              ...story,
              name: story.ref,
              href: hrefs.story(story.ref),
            }))}
          />
        </CardBody>
      </Card>
      {stories.length > LIMIT && (
        <Link href={hrefs.view('stories')}>{t('stories.all')}</Link>
      )}
    </section>
  );
}
