import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { countStates } from '@proofline/backstage-plugin-spec-coverage-common';
import { anInvariant, aSpec, SPEC_REF } from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

const SPEC: Entity = {
  apiVersion: 'proofline.io/v1alpha1',
  kind: 'Spec',
  metadata: { name: 'files.specs__ledger.md', namespace: 'default' },
  spec: { ref: SPEC_REF, owner: 'group:payments' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/payments' },
    { type: 'specifies', targetRef: 'component:default/ledger' },
    { type: 'specifies', targetRef: 'system:default/money' },
    { type: 'hasUserStory', targetRef: 'userstory:default/jira.pay-10' },
    { type: 'hasUserStory', targetRef: 'userstory:default/audits' },
  ],
};

const STORY: Entity = {
  apiVersion: 'proofline.io/v1alpha1',
  kind: 'UserStory',
  metadata: { name: 'jira.PAY-10', namespace: 'default' },
  spec: { ref: 'jira:PAY-10', owner: 'group:payments' },
  relations: [{ type: 'userStoryOf', targetRef: 'component:default/ledger' }],
};

const COUNTS = countStates(['proven', 'proven', 'proven', 'failed']);

describe('the pages of Spec and UserStory entities', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    backend.specs = [
      aSpec(
        [
          anInvariant('LEDGER-1', 'proven', { story: 'jira:PAY-10' }),
          anInvariant('LEDGER-2', 'failed', { story: 'jira:PAY-10' }),
        ],
        { url: 'https://example.com/ledger.md' },
      ),
    ];
    backend.others = {
      'component:default/ledger': { counts: COUNTS, percentage: 75 },
    };
    server.use(...backend.handlers);
  });

  const rows = async (card: string) =>
    within((await screen.findByText(card)).closest('article')!).findAllByRole(
      'listitem',
    );

  describe('a Spec', () => {
    it('shows its document, with versions, a link, and Verify', async () => {
      const user = userEvent.setup();
      renderEntityPage({
        entity: SPEC,
        show: 'entity-card:spec-coverage/document',
      });
      expect(
        await screen.findByRole('link', { name: 'Open document of Ledger' }),
      ).toHaveAttribute('href', 'https://example.com/ledger.md');
      expect(screen.getByText(SPEC_REF)).toBeInTheDocument();
      expect(screen.getAllByText('b81d3f0a')).toHaveLength(2);
      await user.click(screen.getByRole('button', { name: 'Verify Ledger' }));
      expect(
        await screen.findByText('A check of Ledger was requested'),
      ).toBeInTheDocument();
    });

    it('says why the document cannot be read', async () => {
      backend.specs = [
        aSpec([], {
          state: 'missing',
          documentState: 'missing',
          documentError: 'specs/ledger.md was deleted',
        }),
      ];
      renderEntityPage({
        entity: SPEC,
        show: 'entity-card:spec-coverage/document',
      });
      expect(
        await screen.findByText('specs/ledger.md was deleted'),
      ).toBeInTheDocument();
    });

    it('says that the document was not read yet', async () => {
      backend.specs = [];
      renderEntityPage({
        entity: SPEC,
        show: 'entity-card:spec-coverage/document',
      });
      expect(
        await screen.findByText('The document has not been read yet.'),
      ).toBeInTheDocument();
    });

    it('shows what it specifies, each with its coverage as far as that is known', async () => {
      backend.refusedRoutes = /system\/default\/money/;
      backend.refusal = { status: 404, name: 'NotFoundError', message: 'no' };
      renderEntityPage({
        entity: SPEC,
        show: 'entity-card:spec-coverage/specifies',
      });
      const [ledger, money] = await rows('Specifies');
      expect(ledger).toHaveTextContent('ledger component');
      expect(ledger).toHaveTextContent('75%');
      expect(ledger).toHaveTextContent('3 of 4 invariants proven');
      expect(within(ledger).getByRole('link')).toHaveAttribute(
        'href',
        '/catalog/default/component/ledger/coverage',
      );
      expect(money).toHaveTextContent('money system');
      expect(money).not.toHaveTextContent('%');
      expect(within(money).getByRole('link')).toHaveAttribute(
        'href',
        '/catalog/default/system/money/coverage',
      );
    });

    it('asks for the coverage of a few of many, and of more on request', async () => {
      renderEntityPage({
        entity: {
          ...SPEC,
          relations: Array.from({ length: 25 }, (_, index) => ({
            type: 'specifies',
            targetRef: `component:default/c-${index}`,
          })),
        },
        show: 'entity-card:spec-coverage/specifies',
      });
      expect(await rows('Specifies')).toHaveLength(10);
      expect(backend.count(/coverage\/entity/)).toBe(10);
      await userEvent.click(
        screen.getByRole('button', { name: 'Show more (15)' }),
      );
      await waitFor(async () =>
        expect(await rows('Specifies')).toHaveLength(20),
      );
    });

    it('says that nothing names it', async () => {
      renderEntityPage({
        entity: { ...SPEC, relations: [] },
        show: 'entity-card:spec-coverage/specifies',
      });
      expect(
        await screen.findByText('Nothing in the catalog names this spec.'),
      ).toBeInTheDocument();
    });

    it('says what went wrong', async () => {
      backend.refusal = {
        status: 500,
        name: 'Error',
        message: 'table is locked',
      };
      renderEntityPage({
        entity: SPEC,
        show: 'entity-card:spec-coverage/specifies',
      });
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'table is locked',
      );
    });

    it('shows its user stories: those of its invariants, and those that only the catalog names', async () => {
      backend.coverage = {
        stories: [
          { ref: 'jira:PAY-10', counts: COUNTS, percentage: 75 },
          { ref: 'not a reference', counts: COUNTS, percentage: 75 },
        ],
      };
      renderEntityPage({
        entity: SPEC,
        show: 'entity-card:spec-coverage/user-stories',
        catalog: [STORY],
      });
      const [first, odd, other] = await rows('User stories');
      expect(first).toHaveTextContent('jira:PAY-10');
      expect(first).toHaveTextContent('75%');
      await waitFor(() =>
        expect(within(first).getByRole('link')).toHaveAttribute(
          'href',
          '/catalog/default/userstory/jira.pay-10/coverage',
        ),
      );
      expect(odd).toHaveTextContent('not a reference');
      expect(within(odd).queryByRole('link')).not.toBeInTheDocument();
      expect(other).toHaveTextContent('audits');
      expect(other).not.toHaveTextContent('%');
    });
  });

  describe('a UserStory', () => {
    it('shows on its card how much is proven, and by which specs', async () => {
      renderEntityPage({ entity: STORY, show: 'card' });
      expect(
        await screen.findByRole('img', {
          name: '50% of the invariants are proven',
        }),
      ).toBeInTheDocument();
      const card = within(screen.getByRole('article'));
      expect(card.getByText('Ledger')).toBeInTheDocument();
      expect(
        card.getAllByText('1 of 2 invariants proven').length,
      ).toBeGreaterThan(0);
    });

    it('shows in its tab its specs and invariants', async () => {
      renderEntityPage({ entity: STORY, show: 'tab' });
      const list = await screen.findByRole('list', {
        name: 'Invariants of jira:PAY-10',
      });
      expect(within(list).getAllByRole('listitem')).toHaveLength(2);
      expect(
        screen.getByRole('heading', { name: 'Specs' }),
      ).toBeInTheDocument();
    });

    it.each(['card', 'tab'] as const)(
      'says in its %s that no invariant names it',
      async show => {
        backend.specs = [aSpec()];
        renderEntityPage({ entity: STORY, show });
        expect(
          await screen.findByText('No invariant names jira:PAY-10 yet'),
        ).toBeInTheDocument();
      },
    );

    it('shows what it concerns, with coverage', async () => {
      renderEntityPage({
        entity: STORY,
        show: 'entity-card:spec-coverage/user-story-of',
      });
      const [ledger] = await rows('Concerns');
      expect(ledger).toHaveTextContent('ledger component');
      expect(ledger).toHaveTextContent('75%');
    });

    it('says that nothing in the catalog names it', async () => {
      renderEntityPage({
        entity: { ...STORY, relations: undefined },
        show: 'entity-card:spec-coverage/user-story-of',
      });
      expect(
        await screen.findByText(
          'Nothing in the catalog names this user story.',
        ),
      ).toBeInTheDocument();
    });
  });
});
