import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFileAddLine, RiHourglassLine } from '@remixicon/react';
import { Notice } from '@proofline/backstage-ui';
import { isSpecCoverageAvailable } from '../../isSpecCoverageAvailable';
import { specCoverageTranslationRef } from '../../translation';
import { annotationSnippet } from './annotationSnippet';
import { Snippet } from './Snippet';
import styles from './EmptyNotice.module.css';

/**
 * Shown for an entity without specs: how to name some, with a snippet for this very entity.
 *
 * @internal
 */
export function EmptyNotice(props: { entity: Entity }) {
  const { entity } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (isSpecCoverageAvailable(entity)) {
    return (
      <Notice
        icon={RiHourglassLine}
        title={t('empty.unreadTitle')}
        description={t('empty.unreadHint')}
      />
    );
  }
  return (
    <Notice
      icon={RiFileAddLine}
      title={t('empty.title', { kind: kindWord(entity) })}
      description={t('empty.hint', {
        name: <strong>{entity.metadata.name}</strong>,
      })}
    >
      <Snippet text={annotationSnippet(entity)} />
      <p className={styles.format}>{t('empty.format')}</p>
    </Notice>
  );
}

/**
 * The kind of an entity as a word in a sentence: `component`, `system`, `API`.
 *
 * @internal
 */
export function kindWord(entity: Entity): string {
  const { kind } = entity;
  return kind === kind.toLocaleUpperCase('en-US')
    ? kind
    : kind.toLocaleLowerCase('en-US');
}
