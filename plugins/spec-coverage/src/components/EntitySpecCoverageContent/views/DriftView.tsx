import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Button, Card, CardBody } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { useDrifts } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { AnswerOf, Notice } from '../../feedback';
import { DriftedSpec } from './DriftedSpec';
import styles from './views.module.css';

/** How many drifts are shown at first, and more of each time, up to the most that the backend gives at once. */
const STEP = 20;
const MAX = 200;

/**
 * What drifted and is not proven yet, the oldest first: why, and what can be done.
 *
 * @internal
 */
export function DriftView(props: { entity: Entity }) {
  const entityRef = stringifyEntityRef(props.entity);
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [limit, setLimit] = useState(STEP);
  const result = useDrifts({ entityRef, state: 'open', limit });
  return (
    <AnswerOf result={result} what={t('views.drift')}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 && (
            <Card>
              <CardBody>
                <Notice
                  icon={RiShieldCheckLine}
                  tone="positive"
                  title={t('drift.none')}
                  description={t('drift.noneHint')}
                />
              </CardBody>
            </Card>
          )}
          {items.map(drift => (
            <DriftedSpec key={drift.id} drift={drift} />
          ))}
          {nextCursor && limit < MAX && (
            <div className={styles.pager}>
              <Button
                variant="secondary"
                onPress={() => setLimit(Math.min(limit + STEP, MAX))}
              >
                {t('history.loadMore')}
              </Button>
            </div>
          )}
        </>
      )}
    </AnswerOf>
  );
}
