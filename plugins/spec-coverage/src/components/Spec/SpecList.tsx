import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { SpecCard } from './SpecCard';
import { useExpandedSpecs } from './useExpandedSpecs';
import styles from './SpecList.module.css';

/**
 * The specs of an entity, each to be opened.
 *
 * @internal
 */
export function SpecList(props: {
  specs: SpecSummary[];
  /** Called when a spec is about to be checked. */
  onVerify: () => void;
}) {
  const { specs, onVerify } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { isExpanded, linked, setExpanded } = useExpandedSpecs(
    specs.map(({ ref }) => ref),
  );
  if (specs.length === 0) {
    return null;
  }
  return (
    <section className={styles.list}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('tab.specs')}
      </Text>
      {specs.map(spec => (
        <SpecCard
          key={spec.ref}
          spec={spec}
          isLinked={spec.ref === linked}
          isExpanded={isExpanded(spec.ref)}
          onExpandedChange={expanded => setExpanded(spec.ref, expanded)}
          onVerify={onVerify}
        />
      ))}
    </section>
  );
}
