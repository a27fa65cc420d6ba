import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VirtualKey } from '@proofline/backstage-plugin-cost-governance-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatMoment } from '../../format';
import { keyStateOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { EntityName } from '../Entity';
import { type Column, Table } from '../Table';
import { TimeAgo } from '../time';
import { KeyStateBadge } from './KeyStateBadge';
import { RevokeButton } from './RevokeButton';
import { useMayChangeKeys } from './useMayChangeKeys';
import styles from './Keys.module.css';

function StateCell(props: { virtualKey: VirtualKey }) {
  const { expiresAt, revokedAt, revokedBy } = props.virtualKey;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const state = keyStateOf(props.virtualKey, Date.now());
  return (
    <>
      <KeyStateBadge state={state} />
      {revokedAt && revokedBy && (
        <span className={styles.note}>
          {t('keys.revokedBy', {
            person: <EntityName entityRef={revokedBy} />,
            ago: <TimeAgo at={revokedAt} />,
          })}
        </span>
      )}
      {expiresAt && state !== 'revoked' && (
        <span className={styles.note}>
          {t(state === 'expired' ? 'keys.ended' : 'keys.ends', {
            moment: formatMoment(expiresAt, locale),
          })}
        </span>
      )}
    </>
  );
}

/**
 * Virtual keys without their secrets: whose they are, how they stand, when they were used last; and to revoke them, for those who may.
 *
 * @internal
 */
export function KeyTable(props: {
  keys: VirtualKey[];
  /** Where the keys of several tenants are among each other. */
  withTenant?: boolean;
}) {
  const { keys, withTenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const may = useMayChangeKeys();
  const isActive = (key: VirtualKey) =>
    keyStateOf(key, Date.now()) === 'active';
  const columns: Array<Column<VirtualKey> | false> = [
    {
      key: 'name',
      label: t('keys.name'),
      cell: ({ name, prefix }) => (
        <>
          {name}
          <span className={styles.note}>
            <code className={styles.code}>{prefix}…</code>
          </span>
        </>
      ),
    },
    withTenant === true && {
      key: 'tenant',
      label: t('keys.tenant'),
      cell: ({ tenant }) => <EntityName entityRef={tenant} />,
    },
    keys.some(({ entityRef }) => entityRef) && {
      key: 'entity',
      label: t('keys.entity'),
      cell: ({ entityRef }) =>
        entityRef && <EntityName entityRef={entityRef} />,
    },
    {
      key: 'state',
      label: t('keys.state'),
      cell: key => <StateCell virtualKey={key} />,
    },
    {
      key: 'lastUsed',
      label: t('keys.lastUsed'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <TimeAgo at={lastUsedAt} /> : t('keys.never'),
    },
    {
      key: 'created',
      label: t('keys.created'),
      cell: ({ createdAt, createdBy }) =>
        t('keys.createdBy', {
          ago: <TimeAgo at={createdAt} />,
          person: <EntityName entityRef={createdBy} />,
        }),
    },
    may.revoke &&
      keys.some(isActive) && {
        key: 'actions',
        label: t('keys.actions'),
        align: 'right',
        cell: key => isActive(key) && <RevokeButton virtualKey={key} />,
      },
  ];
  return (
    <Table
      label={t('keys.title')}
      columns={columns.filter(
        (column): column is Column<VirtualKey> => column !== false,
      )}
      items={keys}
      idOf={({ id }) => id}
      isPast={key => !isActive(key)}
    />
  );
}
