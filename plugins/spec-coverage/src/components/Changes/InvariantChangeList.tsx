import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RemixiconComponentType,
  RiAddLine,
  RiEditLine,
  RiSubtractLine,
} from '@remixicon/react';
import type { InvariantChange } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import styles from './InvariantChangeList.module.css';

const ICONS: Record<InvariantChange['change'], RemixiconComponentType> = {
  added: RiAddLine,
  removed: RiSubtractLine,
  changed: RiEditLine,
};

function Words(props: { change: InvariantChange }) {
  const { after, before, parts } = props.change;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (!before || !after) {
    return <>{(after ?? before)?.text}</>;
  }
  return (
    <>
      {parts.includes('text') ? (
        <>
          <del className={styles.before}>{before.text}</del>{' '}
          <ins className={styles.after}>{after.text}</ins>
        </>
      ) : (
        after.text
      )}
      <span className={styles.parts}>
        {parts.map(part => t(`changes.part.${part}`, {})).join(', ')}
      </span>
    </>
  );
}

/**
 * Which invariants changed, came or went.
 *
 * @internal
 */
export function InvariantChangeList(props: {
  changes: readonly InvariantChange[];
  title: string;
}) {
  const { changes, title } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <ul
      className={styles.list}
      aria-label={t('changes.invariantsOf', { title })}
    >
      {changes.map(change => {
        const Icon = ICONS[change.change];
        return (
          <li key={change.key} className={styles.item}>
            <span className={styles.badge} data-change={change.change}>
              <Icon size={14} aria-hidden />
              {t(`changes.kind.${change.change}`, {})}
            </span>
            <span className={styles.words}>
              <span className={styles.key}>{change.key}</span>{' '}
              <Words change={change} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
