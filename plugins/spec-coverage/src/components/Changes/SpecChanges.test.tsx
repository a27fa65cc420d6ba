import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import type { SpecChanges } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  aSpec,
  LEDGER,
  secondsAgo,
  SPEC_REF,
} from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

const version = (contentHash: string, canonicalizer = 'markdown/1') => ({
  contentHash,
  seenAt: secondsAgo(60),
  invariants: 2,
  canonicalizer,
});

const CHANGES: SpecChanges = {
  specRef: SPEC_REF,
  from: version('1a2b3c4d'),
  to: {
    ...version('5e6f7a8b'),
    changedBy: 'Ada Lovelace',
    changedAt: secondsAgo(180),
  },
  truncated: false,
  invariants: [
    {
      key: 'LEDGER-1',
      change: 'changed',
      parts: ['text', 'body'],
      before: { text: 'at least 0' },
      after: { text: 'at least 1' },
    },
    { key: 'LEDGER-9', change: 'added', parts: [], after: { text: 'new' } },
    { key: 'LEDGER-2', change: 'removed', parts: [], before: { text: 'old' } },
  ],
  hunks: [
    {
      fromLine: 7,
      toLine: 7,
      lines: [
        { type: 'same', text: '# Ledger' },
        {
          type: 'removed',
          text: 'at least 0 cents',
          changes: [{ start: 9, end: 10 }],
        },
        {
          type: 'added',
          text: 'at least 1 cents',
          changes: [{ start: 9, end: 10 }],
        },
      ],
    },
  ],
};

describe('SpecChanges', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    server.use(...backend.handlers);
    backend.changes = CHANGES;
  });

  const drifted = {
    state: 'drifted' as const,
    provenHash: '1a2b3c4d',
    contentHash: '5e6f7a8b',
    drift: { id: 'd', openedAt: secondsAgo(60) },
  };

  it('says who changed what since the last proof, invariant by invariant and line by line', async () => {
    backend.specs = [aSpec(undefined, drifted)];
    renderEntityPage({ entity: LEDGER, show: 'tab' });
    expect(
      await screen.findByText(/Changed by Ada Lovelace/),
    ).toBeInTheDocument();
    const changed = within(
      screen.getByRole('list', { name: 'Changed invariants of Ledger' }),
    ).getAllByRole('listitem');
    expect(changed.map(item => item.textContent)).toEqual([
      'ChangedLEDGER-1 at least 0 at least 1wording, formal claim',
      'NewLEDGER-9 new',
      'GoneLEDGER-2 old',
    ]);
    const rows = within(
      screen.getByRole('table', { name: 'Changed text of Ledger' }),
    ).getAllByRole('row');
    expect(
      rows.slice(1).map(row =>
        within(row)
          .getAllByRole('cell')
          .map(cell => cell.textContent),
      ),
    ).toEqual([
      ['7', '7', ' # Ledger'],
      ['8', '', '−at least 0 cents'],
      ['', '8', '+at least 1 cents'],
    ]);
    expect(rows[2].querySelector('del mark')).toHaveTextContent('0');
    expect(rows[3].querySelector('ins mark')).toHaveTextContent('1');
  });

  it('says when only prose changed, when there is more, and when the rules are others', async () => {
    backend.changes = {
      ...CHANGES,
      from: version('1a2b3c4d', 'markdown/0'),
      invariants: [],
      truncated: true,
    };
    backend.specs = [aSpec(undefined, drifted)];
    renderEntityPage({ entity: LEDGER, show: 'tab' });
    expect(await screen.findByText(/No invariant changed/)).toBeInTheDocument();
    expect(screen.getByText(/more changes than are shown/)).toBeInTheDocument();
    expect(screen.getByText(/read by different rules/)).toBeInTheDocument();
  });

  it('asks for nothing where nothing changed, and can be closed', async () => {
    backend.specs = [aSpec()];
    const { unmount } = renderEntityPage({ entity: LEDGER, show: 'tab' });
    await screen.findByRole('button', { name: 'History' });
    expect(screen.queryByText('Why did it drift?')).not.toBeInTheDocument();
    expect(backend.count(/changes/)).toBe(0);
    unmount();

    backend.specs = [aSpec(undefined, drifted)];
    renderEntityPage({ entity: LEDGER, show: 'tab' });
    await screen.findByText(/Changed by Ada Lovelace/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Why did it drift?' }),
    );
    expect(
      screen.queryByText(/Changed by Ada Lovelace/),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['trashed' as const, 'In the trash', 'The document is in the trash'],
    [
      'forbidden' as const,
      'Not readable',
      'The portal may not read the document',
    ],
  ])('says that a document is %s, and why', async (state, word, title) => {
    backend.specs = [
      aSpec(undefined, {
        state,
        documentState: state,
        contentHash: undefined,
        documentError: 'Ask the owners to restore it',
      }),
    ];
    renderEntityPage({ entity: LEDGER, show: 'tab' });
    expect((await screen.findAllByText(word)).length).toBeGreaterThan(0);
    expect(screen.queryByText('Why did it drift?')).not.toBeInTheDocument();
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(
      screen.getByText('Ask the owners to restore it'),
    ).toBeInTheDocument();
  });
});
