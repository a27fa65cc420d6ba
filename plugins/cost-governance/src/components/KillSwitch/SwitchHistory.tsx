import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiPlayCircleFill, RiStopCircleFill } from '@remixicon/react';
import type { KillSwitchEvent } from '@proofline/backstage-plugin-cost-governance-common';
import { Badge, useLocale } from '@proofline/backstage-ui';
import { formatMoment } from '../../format';
import { useSwitchHistory } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { EntityName } from '../Entity';
import { AnswerOf, inCard, Section } from '../feedback';
import { type Column, ShowMore, Table } from '../Table';
import { TimeAgo } from '../time';
import styles from './KillSwitch.module.css';

/** How many uses are listed at first, and how many more at a time. */
const STEP = 20;

/**
 * Each use of the switch, the newest first: who, when, why, and until when.
 *
 * @internal
 */
export function SwitchHistory() {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const [wanted, setWanted] = useState(STEP);
  const answer = useSwitchHistory(wanted);
  const columns: Array<Column<KillSwitchEvent>> = [
    {
      key: 'what',
      label: t('history.what'),
      cell: ({ enabled, endRunning }) => (
        <>
          <Badge
            icon={enabled ? RiPlayCircleFill : RiStopCircleFill}
            tone={enabled ? 'positive' : 'negative'}
          >
            {t(enabled ? 'history.allowed' : 'history.stopped')}
          </Badge>
          {endRunning && (
            <p className={styles.note}>{t('history.endedRunning')}</p>
          )}
        </>
      ),
    },
    {
      key: 'whose',
      label: t('history.whose'),
      cell: ({ tenant }) =>
        tenant ? <EntityName entityRef={tenant} /> : t('history.all'),
    },
    {
      key: 'why',
      label: t('history.why'),
      cell: ({ reason }) => reason,
    },
    {
      key: 'who',
      label: t('history.who'),
      cell: ({ by }) => <EntityName entityRef={by} />,
    },
    {
      key: 'when',
      label: t('history.when'),
      cell: ({ at }) => <TimeAgo at={at} />,
    },
    {
      key: 'until',
      label: t('history.until'),
      cell: ({ enabled, until }) => {
        if (until) {
          return formatMoment(until, locale);
        }
        return enabled ? '–' : t('history.open');
      },
    },
  ];
  return (
    <Section title={t('history.title')} hint={t('history.hint')}>
      <AnswerOf answer={answer} what={t('history.title')} frame={inCard}>
        {({ items, nextCursor }) =>
          inCard(
            items.length === 0 ? (
              <p className={styles.text}>{t('history.empty')}</p>
            ) : (
              <>
                <Table
                  label={t('history.title')}
                  columns={columns}
                  items={items}
                  idOf={({ id }) => id}
                />
                {nextCursor && (
                  <ShowMore
                    isPending={answer.isPrevious}
                    onPress={() => setWanted(wanted + STEP)}
                  >
                    {t('history.showMore')}
                  </ShowMore>
                )}
              </>
            ),
          )
        }
      </AnswerOf>
    </Section>
  );
}
