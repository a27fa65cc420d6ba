import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { TenantView } from '../Tenant';
import styles from './EntityLlmUsageContent.module.css';

/**
 * Content of the tab "LLM usage": limits, use and cost over time, models, entities, refusals and virtual keys of the entity as a tenant.
 *
 * @public
 */
export function EntityLlmUsageContent() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  return (
    <div className={styles.content}>
      <TenantView key={ref} tenant={ref} />
    </div>
  );
}
