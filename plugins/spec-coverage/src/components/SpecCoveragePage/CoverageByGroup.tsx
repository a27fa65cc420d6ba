import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useEntityNames } from '@proofline/backstage-ui';
import { useCoverageHrefOf, useGroupList, useSteady } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBarChart } from '../charts/CoverageBarChart';
import { AnswerOf } from '../feedback';
import { inCard } from './inCard';
import { LoadMore } from './LoadMore';
import { Grouping, GROUPINGS, PortalAddress } from './usePortalAddress';
import styles from './SpecCoverageContent.module.css';

/** How many bars are shown at first, and how many more at a time. */
const STEP = 12;

/**
 * Coverage of systems, owners… side by side, each leading on.
 *
 * @internal
 */
export function CoverageByGroup(props: { address: PortalAddress }) {
  const { address } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [wanted, setWanted] = useState(STEP);
  const result = useSteady(
    useGroupList({ by: address.by, ...address.filter, wanted }),
  );
  // Other groupings were never asked for; what is on the screen says itself what it is.
  const by = result.data?.by as Grouping | undefined;
  const items = result.data?.items ?? [];
  const isEntity = by !== 'repository' && by !== 'source';
  const nameOf = useEntityNames(isEntity ? items.map(({ ref }) => ref) : []);
  const entityHref = useCoverageHrefOf();
  const hrefOf = (ref: string) => {
    if (by === 'source') {
      return address.hrefWith('source', ref);
    }
    return by === 'repository' ? undefined : entityHref(ref);
  };
  return (
    <>
      <div className={styles.controls}>
        <span className={styles.controlsLabel} aria-hidden>
          {t('portal.groups.by')}
        </span>
        <div className={styles.toggles}>
          <ToggleButtonGroup
            aria-label={t('portal.groups.by')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[address.by]}
            onSelectionChange={([key]) => {
              setWanted(STEP);
              address.setBy(key as Grouping);
            }}
          >
            {GROUPINGS.map(grouping => (
              <ToggleButton key={grouping} id={grouping} size="small">
                {t(`portal.groups.one.${grouping}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </div>
      </div>
      <AnswerOf
        result={result}
        what={t(`portal.groups.title.${address.by}`)}
        frame={inCard}
      >
        {({ nextCursor }) =>
          by && (
            <div aria-busy={result.isPrevious}>
              <CoverageBarChart
                title={t(`portal.groups.title.${by}`)}
                description={t('portal.groups.description')}
                label={t(`portal.groups.one.${by}`)}
                fileName={`coverage-by-${by}`}
                empty={t(`portal.groups.empty.${by}`)}
                nameStyle={isEntity ? 'text' : 'code'}
                items={items.map(group => ({
                  ...group,
                  name: isEntity ? nameOf(group.ref) : group.ref,
                  href: hrefOf(group.ref),
                }))}
                footer={
                  nextCursor && (
                    <LoadMore
                      isPending={result.isPrevious}
                      onPress={() => setWanted(wanted + STEP)}
                    />
                  )
                }
              />
            </div>
          )
        }
      </AnswerOf>
    </>
  );
}
