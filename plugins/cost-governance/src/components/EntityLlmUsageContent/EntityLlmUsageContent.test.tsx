import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import {
  llmControlPermission,
  llmKeysPermission,
} from '@proofline/backstage-plugin-cost-governance-common';
import { setupServer } from 'msw/node';
import {
  catchDownloads,
  cellsOf,
  type Download,
} from '@proofline/backstage-ui/testUtils';
import {
  aKey,
  aLimit,
  aTenant,
  aUse,
  dayBefore,
  LEDGER_TEAM,
  LEDGER_TEAM_REF,
} from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderApp';
import { TestBackend } from '../../__testUtils__/TestBackend';

jest.mock('recharts', () =>
  jest.requireActual('@proofline/backstage-ui/testUtils').rechartsOfOneSize(),
);

describe('EntityLlmUsageContent', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  let files: Download[];
  beforeEach(() => {
    files = catchDownloads();
    backend = new TestBackend();
    backend.tenants = [aTenant()];
    server.use(...backend.handlers);
  });
  afterEach(() => jest.restoreAllMocks());

  const renderTab = (
    more: Partial<Parameters<typeof renderEntityPage>[0]> = {},
  ) => renderEntityPage({ entity: LEDGER_TEAM, show: 'tab', ...more });

  it('shows all limits: of the tenant, of models and of entities', async () => {
    backend.tenants = [
      aTenant({
        limits: [
          aLimit(),
          aLimit({ scope: 'model', name: 'gpt-4o', tokens: -5 }),
          aLimit({ scope: 'entity', name: 'component:default/ledger' }),
        ],
      }),
    ];
    renderTab();
    expect(await screen.findByText('All calls')).toBeInTheDocument();
    expect(screen.getByText('Model gpt-4o')).toBeInTheDocument();
    expect(screen.getByText('For ledger')).toBeInTheDocument();
    expect(screen.getByText('Owes 5 tokens')).toBeInTheDocument();
  });

  describe('use and cost', () => {
    beforeEach(() => {
      const day = aUse({
        requests: 2,
        inputTokens: 900,
        cachedInputTokens: 400,
        outputTokens: 200,
        costMicroUsd: 3250,
      });
      backend.usage = {
        day: [{ ...day, key: dayBefore(1) }],
        model: [{ ...day, key: 'gpt-4o' }],
        entity: [{ ...day, key: null }],
      };
    });

    it('is a table and a CSV file with the same numbers, with each day', async () => {
      renderTab();
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Tokens by day as a table',
        }),
      );
      const table = screen.getByRole('table', { name: 'Tokens by day' });
      const rows = within(table).getAllByRole('row').slice(1);
      expect(rows).toHaveLength(30);
      expect(
        within(rows.at(-2)!)
          .getAllByRole('cell')
          .map(cell => cell.textContent),
      ).toEqual(['2', '500', '400', '200']);

      await userEvent.click(
        screen.getByRole('button', { name: 'Cost by day as a CSV file' }),
      );
      await waitFor(() => expect(files.at(-1)?.text).toBeTruthy());
      expect(files.at(-1)!.name).toBe('ledger-team-llm-cost.csv');
      expect(cellsOf(files.at(-1)!.text).at(-2)).toEqual([
        dayBefore(1),
        '0.00325',
        '0',
      ]);
    });

    it('is drawn with a text alternative', async () => {
      renderTab();
      const chart = await screen.findByRole('group', {
        name: 'Tokens by day',
        description: 'Input, input from the cache of the vendor, and output.',
      });
      await waitFor(() =>
        expect(chart.querySelectorAll('.recharts-bar')).toHaveLength(3),
      );
    });

    it('names what used most, with its cost', async () => {
      renderTab();
      const models = await screen.findByRole('region', { name: 'Top models' });
      expect(within(models).getByRole('listitem')).toHaveTextContent(
        'gpt-4o$0.003251.1K tokens',
      );
      const entities = await screen.findByRole('region', {
        name: 'Top entities',
      });
      expect(within(entities).getByRole('listitem')).toHaveTextContent(
        'For no entity',
      );
    });

    it('looks as far back as is chosen, and keeps that in the address', async () => {
      renderTab();
      await userEvent.click(
        await screen.findByRole('radio', { name: '90 days' }),
      );
      await waitFor(() =>
        expect(backend.requests).toContain(
          `GET /llm/usage?${new URLSearchParams({
            tenant: LEDGER_TEAM_REF,
            from: dayBefore(89),
            to: dayBefore(0),
          })}`,
        ),
      );
      expect(screen.getByTestId('address')).toHaveTextContent('range=quarter');
    });
  });

  it('says that nothing was used', async () => {
    renderTab();
    expect(
      await screen.findByText('No LLM tokens were used in this time'),
    ).toBeInTheDocument();
  });

  it('shows why calls were refused, with the reasons that occurred', async () => {
    backend.refusals = [{ day: dayBefore(0), exhausted: 3, stopped: 1 }];
    renderTab();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refusals by day as a table' }),
    );
    expect(
      within(screen.getByRole('table', { name: 'Refusals by day' }))
        .getAllByRole('columnheader')
        .map(head => head.textContent),
    ).toEqual(['Day (UTC)', 'Not enough tokens', 'Calls were stopped']);
  });

  describe('virtual keys', () => {
    const create = async (fields: Record<string, string>) => {
      const user = userEvent.setup();
      await user.click(
        await screen.findByRole('button', { name: 'Create key' }),
      );
      const dialog = await screen.findByRole('dialog');
      for (const [label, text] of Object.entries(fields)) {
        await user.type(
          within(dialog).getByRole('textbox', {
            name: new RegExp(`^${label}`),
          }),
          text,
        );
      }
      await user.click(
        within(dialog).getByRole('button', { name: 'Create key' }),
      );
      return dialog;
    };

    it('are created, shown once with what goes into the environment, and then no more', async () => {
      backend.gateway = {
        vendors: [
          {
            vendor: 'openai',
            baseUrl: 'http://localhost:7007/api/cost-governance/llm/openai/v1',
          },
          {
            vendor: 'anthropic',
            baseUrl: 'http://localhost:7007/api/cost-governance/llm/anthropic',
          },
        ],
      };
      renderTab();
      const dialog = await create({
        Name: '  Nightly job ',
        'Made for the entity': 'component:default/ledger',
      });
      expect(
        await within(dialog).findByText('plk_new_secret'),
      ).toBeInTheDocument();
      expect(backend.bodies).toEqual([
        {
          tenant: LEDGER_TEAM_REF,
          name: 'Nightly job',
          entityRef: 'component:default/ledger',
        },
      ]);
      expect(
        await within(dialog).findByText(
          /export OPENAI_API_KEY='plk_new_secret'/,
        ),
      ).toHaveTextContent(
        "export OPENAI_BASE_URL='http://localhost:7007/api/cost-governance/llm/openai/v1'",
      );
      expect(
        within(dialog).getByText(/export ANTHROPIC_API_KEY='plk_new_secret'/),
      ).toBeInTheDocument();
      // A slip of the keyboard does not lose it.
      await userEvent.keyboard('{Escape}');
      expect(screen.getByText('plk_new_secret')).toBeInTheDocument();
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Done' }),
      );
      await waitFor(() =>
        expect(screen.queryByText(/plk_new_secret/)).not.toBeInTheDocument(),
      );
      expect(
        await screen.findByRole('rowheader', { name: /Nightly job/ }),
      ).toBeInTheDocument();
    });

    it('cannot be created without a name, and say why the backend refuses one', async () => {
      backend.refusal = {
        of: /^POST/,
        status: 403,
        name: 'NotAllowedError',
        message: 'You do not belong to this tenant',
      };
      renderTab();
      const dialog = await create({});
      expect(
        within(dialog).getByRole('button', { name: 'Create key' }),
      ).toBeDisabled();
      await userEvent.type(
        within(dialog).getByRole('textbox', { name: /^Name/ }),
        'x',
      );
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Create key' }),
      );
      expect(await within(dialog).findByRole('alert')).toHaveTextContent(
        'It was refused: You do not belong to this tenant',
      );
    });

    it('are revoked once that is confirmed', async () => {
      backend.keys = [aKey()];
      renderTab();
      const user = userEvent.setup();
      await user.click(
        await screen.findByRole('button', { name: 'Revoke the key CI' }),
      );
      const dialog = await screen.findByRole('dialog');
      expect(backend.requests.join()).not.toContain('DELETE');
      await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
      expect(await screen.findByText('Revoked')).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: 'Revoke the key CI' }),
      ).not.toBeInTheDocument();
    });

    it('are not created or revoked without permission', async () => {
      backend.keys = [aKey()];
      renderTab({ denied: [llmKeysPermission, llmControlPermission] });
      expect(
        await screen.findByRole('rowheader', { name: /^CI/ }),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: /Create key|Revoke/ }),
      ).not.toBeInTheDocument();
    });
  });
});
