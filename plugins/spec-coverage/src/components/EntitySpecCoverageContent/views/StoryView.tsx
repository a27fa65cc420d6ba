import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { specCoverageTranslationRef } from '../../../translation';
import { UserStoryCoverage } from '../../UserStory';
import { useViewHrefs } from './useViewHrefs';
import styles from './views.module.css';

/**
 * One user story: its specs, its invariants, and why they stand as they do.
 *
 * @internal
 */
export default function StoryView(props: { story: string }) {
  const { story } = props;
  const hrefs = useViewHrefs();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <>
      <div className={styles.head}>
        <Link to={hrefs.view('stories')} className={styles.back}>
          <RiArrowLeftLine size={16} aria-hidden />
          {t('stories.all')}
        </Link>
        <Text as="h2" variant="title-x-small" weight="bold">
          {story}
        </Text>
      </div>
      <UserStoryCoverage story={story} />
    </>
  );
}
