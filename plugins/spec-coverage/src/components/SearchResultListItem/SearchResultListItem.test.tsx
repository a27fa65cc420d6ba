import { screen, within } from '@testing-library/react';
import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import type { SearchResult } from '@backstage/plugin-search-common';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { renderInTestApp as renderInLegacyApp } from '@backstage/test-utils';
import {
  SPEC_COVERAGE_DOCUMENT_TYPE,
  type SpecCoverageDocument,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { SpecCoverageSearchResultListItem } from '../../legacy';
import plugin from '../../plugin';

function document(
  overrides: Partial<SpecCoverageDocument> = {},
): SpecCoverageDocument {
  return {
    kind: 'Invariant',
    title: 'LEDGER-1: a withdrawal leaves no account below zero',
    text: 'a withdrawal leaves no account below zero',
    location:
      '/catalog/default/spec/ledger/coverage/invariants?search=LEDGER-1',
    specRef: 'files:specs/ledger.md',
    specTitle: 'Ledger',
    source: 'files',
    key: 'LEDGER-1',
    story: 'jira:PAY-10',
    aliases: 'filesspecs/ledger.md jiraPAY-10',
    state: 'failed',
    ...overrides,
  };
}

const SPEC = document({
  kind: 'Spec',
  title: 'Ledger',
  text: 'LEDGER-1: a withdrawal leaves no account below zero',
  location: '/catalog/default/spec/ledger',
  key: '',
  story: '',
  state: 'drifted',
});

const STORY = document({
  kind: 'UserStory',
  title: 'jira:PAY-10',
  text: 'LEDGER-1: a withdrawal leaves no account below zero',
  location: '/catalog/default/userstory/jira.pay-10',
  key: '',
  state: '',
});

function resultOf(found: SpecCoverageDocument): SearchResult {
  return { type: SPEC_COVERAGE_DOCUMENT_TYPE, document: found };
}

describe('a result of the search', () => {
  const item = createExtensionTester(
    plugin.getExtension('search-result-list-item:spec-coverage'),
  ).get(SearchResultListItemBlueprint.dataRefs.item);

  async function renderItem(
    found: SpecCoverageDocument,
    highlight?: SearchResult['highlight'],
  ) {
    const { component: Item } = item;
    const props = { result: found, highlight };
    renderInTestApp(<Item {...props} />);
    return within(await screen.findByRole('listitem'));
  }

  it('shows an invariant with its state, spec and story, and leads to it', async () => {
    const shown = await renderItem(document());
    expect(
      shown.getByRole('link', {
        name: 'LEDGER-1: a withdrawal leaves no account below zero',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/spec/ledger/coverage/invariants?search=LEDGER-1',
    );
    expect(shown.getByText('Invariant')).toBeInTheDocument();
    expect(shown.getByText('in Ledger')).toBeInTheDocument();
    expect(shown.getByText('for jira:PAY-10')).toBeInTheDocument();
    expect(
      within(
        shown.getByTitle('As it was when the search last read it'),
      ).getByText('Failed'),
    ).toBeInTheDocument();
  });

  it('shows a spec with its state, reference and claims', async () => {
    const shown = await renderItem(SPEC);
    expect(shown.getByRole('link', { name: 'Ledger' })).toHaveAttribute(
      'href',
      '/catalog/default/spec/ledger',
    );
    expect(shown.getByText('Spec')).toBeInTheDocument();
    expect(shown.getByText('Drifted')).toBeInTheDocument();
    expect(shown.getByText('files:specs/ledger.md')).toBeInTheDocument();
    expect(
      shown.getByText('LEDGER-1: a withdrawal leaves no account below zero'),
    ).toBeInTheDocument();
  });

  it('shows a user story with the spec that states something for it, and no state', async () => {
    const shown = await renderItem(STORY);
    expect(shown.getByRole('link', { name: 'jira:PAY-10' })).toHaveAttribute(
      'href',
      '/catalog/default/userstory/jira.pay-10',
    );
    expect(shown.getByText('User story')).toBeInTheDocument();
    expect(shown.getByText('in Ledger')).toBeInTheDocument();
    expect(shown.queryByTitle(/as it was/i)).not.toBeInTheDocument();
  });

  it('marks what matched', async () => {
    const shown = await renderItem(SPEC, {
      preTag: '<1>',
      postTag: '</1>',
      fields: {
        title: '<1>Ledger</1>',
        text: 'LEDGER-1: a <1>withdrawal</1> leaves no account below zero',
      },
    });
    expect(shown.getByText('Ledger').tagName).toBe('MARK');
    expect(shown.getByText('withdrawal').tagName).toBe('MARK');
    expect(shown.getByRole('link', { name: 'Ledger' })).toBeInTheDocument();
  });

  it('is shown so where it is one of this plugin', () => {
    expect(item.predicate?.(resultOf(SPEC))).toBe(true);
    expect(
      item.predicate?.({ ...resultOf(SPEC), type: 'software-catalog' }),
    ).toBe(false);
  });

  it('can be filtered for by its type', () => {
    const type = createExtensionTester(
      plugin.getExtension('search-filter-result-type:spec-coverage'),
    ).get(SearchFilterResultTypeBlueprint.dataRefs.resultType);
    expect(type).toMatchObject({ value: 'spec-coverage', name: 'Specs' });
  });

  it('is shown in an app of the old frontend system', async () => {
    await renderInLegacyApp(
      <SearchResultListItemExtensions
        results={[
          resultOf(SPEC),
          {
            type: 'software-catalog',
            document: { title: 'ledger', text: 'a component', location: '/x' },
          },
        ]}
      >
        <SpecCoverageSearchResultListItem />
      </SearchResultListItemExtensions>,
    );
    expect(await screen.findByText('Drifted')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('a component')).toBeInTheDocument();
  });
});
