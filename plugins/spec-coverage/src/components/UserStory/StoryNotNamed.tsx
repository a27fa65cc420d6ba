import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFileSearchLine } from '@remixicon/react';
import { Notice } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import { Snippet } from '../feedback';

/**
 * Shown for a user story that no invariant names, or none that the reader may see: how an invariant names it.
 *
 * @internal
 */
export function StoryNotNamed(props: { story: string }) {
  const { story } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <Notice
      icon={RiFileSearchLine}
      title={t('stories.notNamed', { story })}
      description={t('stories.notNamedHint')}
    >
      <Snippet
        text={`;; invariant EXAMPLE-1: …\n;; story: ${story}`}
        isNew={line => line.includes(story)}
      />
    </Notice>
  );
}
