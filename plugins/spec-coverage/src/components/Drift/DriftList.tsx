import { Link } from '@backstage/ui';
import {
  type Drift,
  specEntityRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useCoverageHrefOf, useKnownEntities } from '../../hooks';
import { SpecStateBadge } from '../states';
import { DriftAge } from '../time';
import styles from './DriftList.module.css';

/**
 * Open drifts, each leading to its spec where the catalog has a page for it. Also on the home page.
 *
 * @internal
 */
export function DriftList(props: {
  drifts: Drift[];
  label: string;
  /** Only what fits into a small place: titles without references. */
  compact?: boolean;
}) {
  const { compact, drifts, label } = props;
  const entityRefs = drifts.map(({ specRef }) => specEntityRef(specRef));
  const isKnown = useKnownEntities(entityRefs);
  const hrefOf = useCoverageHrefOf();
  return (
    <ol
      className={styles.drifts}
      aria-label={label}
      data-compact={compact || undefined}
    >
      {drifts.map((drift, index) => {
        const href = isKnown(entityRefs[index])
          ? hrefOf(entityRefs[index])
          : undefined;
        return (
          <li key={drift.id} className={styles.drift}>
            <span className={styles.name}>
              {href === undefined ? (
                <span className={styles.title}>{drift.title}</span>
              ) : (
                <Link href={href} className={styles.title}>
                  {drift.title}
                </Link>
              )}
              {!compact && <span className={styles.ref}>{drift.specRef}</span>}
            </span>
            <SpecStateBadge state={drift.specState} />
            <span className={styles.age}>
              <DriftAge openedAt={drift.openedAt} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
