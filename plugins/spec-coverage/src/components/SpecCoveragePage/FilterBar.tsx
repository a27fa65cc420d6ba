import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select } from '@backstage/ui';
import { RiFilterOffLine } from '@remixicon/react';
import { useEntityNames, useLocale } from '@proofline/backstage-ui';
import { useCoverageGroups } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { SPEC_STATES, useSpecStateWord } from '../states';
import type { FilterName, PortalAddress } from './usePortalAddress';
import styles from './FilterBar.module.css';

/** The option that filters nothing. It cannot be an entity ref, a source or a state. */
const ALL = '*';

/** As many as a page of the backend holds. Whoever has more of them filters by address. */
const MAX_OPTIONS = 200;

/** From so many options on, one can type to find one. */
const SEARCH_FROM = 10;

interface Choice {
  id: string;
  label: string;
}

function FilterSelect(props: {
  name: FilterName;
  address: PortalAddress;
  choices: Choice[];
}) {
  const { address, choices, name } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const value = address.filter[name] ?? ALL;
  return (
    <Select
      className={styles.filter}
      label={t(`portal.filter.${name}`)}
      options={[{ id: ALL, label: t('portal.filter.all') }, ...choices]}
      search={
        choices.length < SEARCH_FROM
          ? undefined
          : { placeholder: t('portal.filter.search') }
      }
      value={value}
      onChange={key =>
        address.setFilter(name, key === ALL || !key ? undefined : String(key))
      }
    />
  );
}

/**
 * Chooses what is counted on the page. What can be chosen is what there is; what the address names can be seen and taken back, even
 * where it is nothing of it.
 *
 * @internal
 */
export function FilterBar(props: { address: PortalAddress }) {
  const { address } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const owners = useRefs('owner', address);
  const systems = useRefs('system', address);
  const sources = useRefs('source', address);
  const nameOf = useEntityNames([...owners, ...systems]);
  const stateWord = useSpecStateWord();
  const collator = new Intl.Collator(useLocale());
  const named = (refs: string[]): Choice[] =>
    refs
      .map(ref => ({ id: ref, label: nameOf(ref) }))
      .sort((a, b) => collator.compare(a.label, b.label));
  return (
    <div
      role="group"
      aria-label={t('portal.filter.label')}
      className={styles.bar}
    >
      <FilterSelect name="owner" address={address} choices={named(owners)} />
      <FilterSelect name="system" address={address} choices={named(systems)} />
      <FilterSelect
        name="source"
        address={address}
        choices={sources.map(id => ({ id, label: id }))}
      />
      <FilterSelect
        name="state"
        address={address}
        choices={SPEC_STATES.map(id => ({ id, label: stateWord(id) }))}
      />
      {address.isFiltered && (
        <Button
          className={styles.clear}
          variant="tertiary"
          iconStart={<RiFilterOffLine />}
          onPress={address.clearFilters}
        >
          {t('portal.filter.clear')}
        </Button>
      )}
    </div>
  );
}

function useRefs(
  by: 'owner' | 'system' | 'source',
  address: PortalAddress,
): string[] {
  const { data } = useCoverageGroups({ by, limit: MAX_OPTIONS });
  const refs = (data?.items ?? []).map(({ ref }) => ref);
  const selected = address.filter[by];
  return selected === undefined || refs.includes(selected)
    ? refs
    : [selected, ...refs];
}
