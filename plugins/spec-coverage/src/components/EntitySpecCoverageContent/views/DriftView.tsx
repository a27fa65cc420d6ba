import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Button, Card, CardBody } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { Notice } from '@proofline/backstage-ui';
import { useDriftsOf, useEntityCoverage, useSteady } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { AnswerOf } from '../../feedback';
import { AcceptedRisks } from './AcceptedRisks';
import { DriftedSpec } from './DriftedSpec';
import styles from './views.module.css';

/** How many drifts are shown at first, and more of each time. Each brings its diff and its invariants. */
const STEP = 10;

/**
 * What drifted and is not proven yet, the oldest first: why, and what can be done; and the risks that somebody took.
 *
 * @internal
 */
export function DriftView(props: { entity: Entity }) {
  const entityRef = stringifyEntityRef(props.entity);
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [wanted, setWanted] = useState(STEP);
  const result = useSteady(useDriftsOf({ entityRef, wanted }));
  const { data: coverage } = useEntityCoverage(entityRef);
  return (
    <>
      <AnswerOf
        result={result}
        what={t('views.drift')}
        frame={notice => (
          <Card>
            <CardBody>{notice}</CardBody>
          </Card>
        )}
      >
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
              <DriftedSpec
                key={drift.id}
                drift={drift}
                known={coverage?.items.find(({ ref }) => ref === drift.specRef)}
              />
            ))}
            {nextCursor && (
              <div className={styles.pager}>
                <Button
                  variant="secondary"
                  isPending={result.isPrevious}
                  onPress={() => setWanted(wanted + STEP)}
                >
                  {t('history.loadMore')}
                </Button>
              </div>
            )}
          </>
        )}
      </AnswerOf>
      <AcceptedRisks entityRef={entityRef} />
    </>
  );
}
