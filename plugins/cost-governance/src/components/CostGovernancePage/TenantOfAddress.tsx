import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import {
  RiArrowLeftLine,
  RiExternalLinkLine,
  RiStopCircleLine,
} from '@remixicon/react';
import { usePermission } from '@backstage/plugin-permission-react';
import { useParams } from 'react-router-dom';
import { llmControlPermission } from '@proofline/backstage-plugin-cost-governance-common';
import { useEntityNames } from '@proofline/backstage-ui';
import { useEntityHref } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { TenantView } from '../Tenant';
import styles from './CostGovernancePage.module.css';

/**
 * The view of the tenant that the address names.
 *
 * @internal
 */
export function TenantOfAddress(props: {
  /** Where the page is that the view belongs to. */
  page: string;
}) {
  const { page } = props;
  const { tenant = '' } = useParams();
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const nameOf = useEntityNames([tenant]);
  const entityPage = useEntityHref()(tenant);
  const control = usePermission({ permission: llmControlPermission });
  return (
    <>
      <div className={styles.head}>
        <Text as="h2" variant="title-small" weight="bold" title={tenant}>
          {nameOf(tenant)}
        </Text>
        <div className={styles.links}>
          <ButtonLink
            href={page}
            size="small"
            variant="tertiary"
            iconStart={<RiArrowLeftLine />}
          >
            {t('page.allTenants')}
          </ButtonLink>
          {entityPage && (
            <ButtonLink
              href={entityPage}
              size="small"
              variant="secondary"
              iconStart={<RiExternalLinkLine />}
            >
              {t('page.entityPage')}
            </ButtonLink>
          )}
          {control.allowed && (
            <ButtonLink
              href={`${page}/kill-switch?tenant=${encodeURIComponent(tenant)}`}
              size="small"
              variant="secondary"
              iconStart={<RiStopCircleLine />}
            >
              {t('page.stopCalls')}
            </ButtonLink>
          )}
        </div>
      </div>
      <TenantView key={tenant} tenant={tenant} />
    </>
  );
}
