import { Link } from '@backstage/ui';
import { useEntityNames } from '@proofline/backstage-ui';
import { useEntityHref } from '../../hooks';
import styles from './EntityName.module.css';

/**
 * What people call an entity, as a link to its page. What is no entity ref, such as the name of a service, is written as it is.
 *
 * @internal
 */
export function EntityName(props: {
  entityRef: string;
  /** Where it leads to; the page of the entity by default. */
  href?: string;
}) {
  const { entityRef } = props;
  const nameOf = useEntityNames([entityRef]);
  const pageOf = useEntityHref();
  const href = props.href ?? pageOf(entityRef);
  const name = nameOf(entityRef);
  return href === undefined ? (
    <span title={entityRef}>{name}</span>
  ) : (
    <Link href={href} title={entityRef} className={styles.name}>
      {name}
    </Link>
  );
}
