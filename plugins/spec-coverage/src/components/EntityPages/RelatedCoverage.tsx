import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useEntityNames } from '@proofline/backstage-ui';
import { useCoverageHrefOf, useCoverageOf, useSteady } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBars } from '../charts/CoverageBars';
import { AnswerOf } from '../feedback';
import styles from './EntityPages.module.css';

/** How many are shown at first, and more of each time. The coverage of each is asked for. */
const STEP = 10;

/**
 * Entities that another one is related to, each with its coverage, where it has one, and a link to that.
 *
 * @internal
 */
export function RelatedCoverage(props: {
  entityRefs: string[];
  /** What is shown, as a word for those who do not see the screen. */
  what: string;
  /** Shown where there are none. */
  empty: string;
}) {
  const { empty, entityRefs, what } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [wanted, setWanted] = useState(STEP);
  const shown = entityRefs.slice(0, wanted);
  const result = useSteady(useCoverageOf({ entityRefs: shown }));
  const nameOf = useEntityNames(shown);
  const hrefOf = useCoverageHrefOf();
  if (entityRefs.length === 0) {
    return <Text variant="body-medium">{empty}</Text>;
  }
  return (
    <AnswerOf result={result} what={what}>
      {items => (
        <div className={styles.related}>
          <CoverageBars
            nameStyle="text"
            items={items.map(({ entityRef, ...coverage }) => ({
              ...coverage,
              ref: entityRef,
              name: nameOf(entityRef),
              hint: parseEntityRef(entityRef).kind,
              href: hrefOf(entityRef),
            }))}
          />
          {shown.length < entityRefs.length && (
            <div>
              <Button
                size="small"
                variant="secondary"
                isPending={result.isPrevious}
                onPress={() => setWanted(wanted + STEP)}
              >
                {t('specs.showMore', {
                  rest: entityRefs.length - shown.length,
                })}
              </Button>
            </div>
          )}
        </div>
      )}
    </AnswerOf>
  );
}
