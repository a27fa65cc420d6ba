import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { UnresolvedRef } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import styles from './UnresolvedRefs.module.css';

/**
 * The references of an entity that lead to no document, with the reason of each; nothing where all do.
 *
 * @internal
 */
export function UnresolvedRefs(props: { refs: UnresolvedRef[] }) {
  const { refs } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (refs.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('unresolved.title', { count: refs.length })}
      description={
        <ul className={styles.refs}>
          {refs.map(({ ref, reason }) => (
            <li key={ref}>
              <code className={styles.ref}>{ref}</code> {reason}
            </li>
          ))}
        </ul>
      }
    />
  );
}
