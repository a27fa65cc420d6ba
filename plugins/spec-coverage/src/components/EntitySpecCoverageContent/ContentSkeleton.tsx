import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, VisuallyHidden } from '@backstage/ui';
import { Bone } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import content from './EntitySpecCoverageContent.module.css';
import summary from './CoverageSummary.module.css';

/**
 * The shape of the tab before there is anything to show.
 *
 * @internal
 */
export function ContentSkeleton() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={content.content} aria-busy>
      <VisuallyHidden role="status">{t('loading.coverage')}</VisuallyHidden>
      <Card>
        <CardBody>
          <div className={summary.summary}>
            <div className={summary.head}>
              <Bone width="6.5rem" height="6.5rem" rounded />
              <Bone width="12rem" height="5rem" />
            </div>
            <div className={summary.states}>
              <Bone width="100%" height="0.75rem" rounded />
              <Bone width="60%" height="1rem" />
            </div>
          </div>
        </CardBody>
      </Card>
      {['first', 'second', 'third'].map(row => (
        <Card key={row}>
          <CardBody>
            <Bone width="14rem" height="1.25rem" />
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
