import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  aLimit,
  aStop,
  aTenant,
  aUse,
  dayBefore,
  LEDGER_TEAM,
} from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderApp';
import { TestBackend } from '../../__testUtils__/TestBackend';

// It is large, and is loaded when somebody looks at a chart: a card that needs it does not get past this.
jest.mock('recharts', () => {
  throw new Error('The card loaded the library of the charts');
});

describe('EntityLlmTokensCard', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    backend.tenants = [aTenant()];
    server.use(...backend.handlers);
  });

  const renderCard = () =>
    renderEntityPage({ entity: LEDGER_TEAM, show: 'card' });

  it('shows the level, the refill, and when the bucket is full again', async () => {
    renderCard();
    expect(
      await screen.findByRole('img', {
        name: '45,400 tokens left of 100,000',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('10K a minute')).toBeInTheDocument();
    expect(screen.getByText('in 6 min')).toBeInTheDocument();
  });

  it('says plainly that the bucket owes', async () => {
    backend.tenants = [aTenant({ limits: [aLimit({ tokens: -30_839 })] })];
    renderCard();
    expect(
      await screen.findByRole('img', { name: 'Owes 30,839 tokens' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Owes 30,839 tokens')).toBeVisible();
  });

  it('takes a level that is not known neither for empty nor for full', async () => {
    backend.tenants = [aTenant({ limits: [aLimit({ tokens: undefined })] })];
    renderCard();
    expect(
      await screen.findByRole('img', { name: 'Unknown while Redis is away' }),
    ).toBeInTheDocument();
    expect(screen.getByText('not known')).toBeInTheDocument();
    expect(screen.queryByText(/left of/)).not.toBeInTheDocument();
  });

  it('says how a tenant without a limit gets one', async () => {
    backend.tenants = [aTenant({ limits: [] })];
    renderCard();
    expect(
      await screen.findByText('costGovernance.llm.limits'),
    ).toBeInTheDocument();
  });

  it('shows use, cost and refusals of today and this month', async () => {
    backend.tenants = [
      aTenant({
        today: aUse({
          requests: 1,
          inputTokens: 900,
          outputTokens: 100,
          costMicroUsd: 352,
        }),
        thisMonth: aUse({
          requests: 1200,
          inputTokens: 1_000_000,
          outputTokens: 234_567,
          costMicroUsd: 12_345_678,
        }),
        refusedToday: 2,
        refusedThisMonth: 7,
      }),
    ];
    renderCard();
    expect(await screen.findByText('$0.000352')).toBeInTheDocument();
    expect(screen.getByText('$12.35')).toBeInTheDocument();
    expect(screen.getByText('1.2M tokens')).toHaveAttribute(
      'title',
      '1,234,567',
    );
    expect(screen.getByText('2 calls')).toBeInTheDocument();
    expect(screen.getByText('This month: 7 calls')).toBeInTheDocument();
    expect(screen.queryByText(/more than is shown/)).not.toBeInTheDocument();
  });

  it('never shows a cost as complete while tokens have no price', async () => {
    backend.tenants = [
      aTenant({
        today: aUse({ requests: 1, inputTokens: 10, unpricedTokens: 10 }),
        thisMonth: aUse({
          requests: 2,
          inputTokens: 1800,
          unpricedTokens: 1800,
          costMicroUsd: 213_000,
        }),
      }),
    ];
    renderCard();
    expect(await screen.findByText('at least $0.213')).toBeInTheDocument();
    expect(screen.getByText('cost not known')).toBeInTheDocument();
    expect(screen.getByText('It costs more than is shown')).toBeInTheDocument();
    expect(screen.getByText(/^1,800 tokens of this month/)).toBeInTheDocument();
  });

  it('draws the use of the last 30 days, and says it', async () => {
    backend.usage.day = [3, 1].map(days => ({
      ...aUse({ requests: 1, inputTokens: 6000 }),
      key: dayBefore(days),
    }));
    renderCard();
    const words = await screen.findByText(
      'Tokens by day, the last 30 days: 12K in all',
    );
    const { previousElementSibling: line } = words;
    expect(line).toBeInstanceOf(SVGElement);
    expect(line!.querySelectorAll('path')[1].getAttribute('d')).toMatch(
      /^M0 22(L[\d.]+ [\d.]+){29}$/,
    );
  });

  describe('while calls are stopped', () => {
    it('says by whom, why, and until when', async () => {
      backend.events = [
        aStop({
          tenant: 'group:default/ledger-team',
          until: '2100-01-01T00:00:00Z',
        }),
      ];
      renderCard();
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent('LLM calls are stopped');
      expect(alert).toHaveTextContent(
        'By mira 3 minutes ago: The bill is too high. Until Jan 1, 2100',
      );
    });

    it('says so of a stop of all', async () => {
      backend.events = [aStop()];
      renderCard();
      expect(await screen.findByRole('alert')).toHaveTextContent(
        /All LLM calls are stopped.*Until somebody allows them again/,
      );
    });

    it('says so of the environment', async () => {
      backend.isStoppedByEnvironment = true;
      renderCard();
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'LLM_CALLS_ENABLED=false',
      );
    });

    it('keeps quiet about the stop of another tenant', async () => {
      backend.events = [aStop({ tenant: 'group:default/payments' })];
      renderCard();
      await screen.findByText('10K a minute');
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    });
  });

  it('names the permission that is missing', async () => {
    backend.refusal = {
      of: /./,
      status: 403,
      name: 'NotAllowedError',
      message: 'Unauthorized',
    };
    renderCard();
    expect(
      await screen.findByText('costGovernance.llm.read'),
    ).toBeInTheDocument();
  });

  it('does not ask somebody for a permission whose session is over', async () => {
    backend.refusal = {
      of: /./,
      status: 401,
      name: 'AuthenticationError',
      message: 'Illegal token',
    };
    renderCard();
    expect(await screen.findByText('Your session is over')).toBeInTheDocument();
    expect(
      screen.queryByText('costGovernance.llm.read'),
    ).not.toBeInTheDocument();
  });

  it('says what went wrong and loads again on request', async () => {
    backend.refusal = {
      of: /tenants/,
      status: 500,
      name: 'Error',
      message: 'The table is locked',
    };
    renderCard();
    expect(await screen.findByText('The table is locked')).toBeInTheDocument();
    backend.refusal = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('10K a minute')).toBeInTheDocument();
  });

  it('links to the tab only in an app that has it', async () => {
    const { unmount } = renderCard();
    await screen.findByText('10K a minute');
    expect(
      screen.queryByRole('link', { name: 'View LLM usage' }),
    ).not.toBeInTheDocument();
    unmount();
    renderEntityPage({ entity: LEDGER_TEAM, show: 'both' });
    expect(
      await screen.findByRole('link', { name: 'View LLM usage' }),
    ).toHaveAttribute('href', '/catalog/default/group/ledger-team/llm-usage');
  });
});
