import { memo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RemixiconComponentType,
  RiArrowLeftRightLine,
  RiCheckLine,
  RiFileTextLine,
} from '@remixicon/react';
import type {
  DriftRecord,
  SpecHistoryEntry,
  Verdict,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatAge } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { VerdictFacts } from '../Invariant';
import { InvariantStateBadge } from '../states';
import { TimeAgo } from '../time';
import styles from './HistoryEntry.module.css';

const ICONS: Record<
  Exclude<SpecHistoryEntry['type'], 'verdict'>,
  RemixiconComponentType
> = {
  version: RiFileTextLine,
  'drift-opened': RiArrowLeftRightLine,
  'drift-closed': RiCheckLine,
};

function Happening(props: {
  entry: Exclude<SpecHistoryEntry, { type: 'verdict' }>;
}) {
  const { entry } = props;
  const text = useHappeningText(entry);
  const Icon = ICONS[entry.type];
  return (
    <div className={styles.line}>
      <Icon size={16} aria-hidden />
      <span className={styles.text}>{text}</span>
      <span className={styles.when}>
        <TimeAgo at={entry.at} />
      </span>
    </div>
  );
}

function useHappeningText(
  entry: Exclude<SpecHistoryEntry, { type: 'verdict' }>,
): string {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  switch (entry.type) {
    case 'version': {
      const { changedBy, contentHash, invariants } = entry.version;
      const version = t('history.version', {
        hash: contentHash,
        count: invariants,
      });
      return changedBy === undefined
        ? version
        : t('history.versionBy', { version, name: changedBy });
    }
    case 'drift-opened': {
      const { contentHash: hash, provenHash: proven } = entry.drift;
      if (hash === undefined) {
        return t('history.driftOpenedGone');
      }
      return proven === undefined
        ? t('history.driftOpenedFirst', { hash })
        : t('history.driftOpened', { hash, proven });
    }
    default: {
      const age = formatAge(lengthOf(entry.drift, entry.at), locale);
      switch (entry.drift.closedBy) {
        case 'proven':
          return t('history.driftClosedProven', { age });
        case 'reverted':
          return t('history.driftClosedReverted', { age });
        case 'removed':
          return t('history.driftClosedRemoved', { age });
        default:
          return t('history.driftClosed', { age });
      }
    }
  }
}

function lengthOf(drift: DriftRecord, closedAt: string): number {
  return Date.parse(closedAt) - Date.parse(drift.openedAt);
}

function VerdictEntry(props: { verdict: Verdict }) {
  const { verdict } = props;
  const { contentHash, counterexample, current, invariantKey, message } =
    verdict;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <>
      <div className={styles.line}>
        <InvariantStateBadge state={verdict.outcome} />
        <span className={styles.text}>
          <span className={styles.key}>{invariantKey}</span>{' '}
          {t('history.verdictAt', {
            hash: <code className={styles.hash}>{contentHash}</code>,
          })}
          {current && ` (${t('history.current')})`}
        </span>
        <span className={styles.when}>
          <VerdictFacts verdict={verdict} />
        </span>
      </div>
      {counterexample && counterexample.length > 0 && (
        <p className={styles.evidence}>
          {counterexample
            .map(({ name, value }) => `${name} = ${value}`)
            .join(', ')}
        </p>
      )}
      {message && <p className={styles.evidence}>{message}</p>}
    </>
  );
}

function Entry(props: { entry: SpecHistoryEntry }) {
  const { entry } = props;
  return (
    <li className={styles.entry}>
      {entry.type === 'verdict' ? (
        <VerdictEntry verdict={entry.verdict} />
      ) : (
        <Happening entry={entry} />
      )}
    </li>
  );
}

/**
 * One thing that happened to a spec.
 *
 * @internal
 */
export const HistoryEntry = memo(Entry);
