import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  anInvariant,
  aSpec,
  LEDGER,
  SPEC_REF,
} from '../../__testUtils__/fixtures';
import {
  renderEntityPage,
  TestSignals,
} from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

describe('EntitySpecCoverageContent while things change', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  let signals: TestSignals;
  beforeEach(() => {
    backend = new TestBackend();
    signals = new TestSignals();
    server.use(...backend.handlers);
  });

  const renderTab = (options: { mayVerify?: boolean } = {}) =>
    renderEntityPage({ entity: LEDGER, show: 'tab', signals, ...options });

  /** The summary above has the words of the states too. */
  const invariants = () =>
    within(screen.getByRole('list', { name: 'Invariants of Ledger' }));

  it.each(['component:default/ledger', SPEC_REF])(
    'shows a new verdict upon a signal for %s, and says so',
    async ref => {
      backend.specs = [
        aSpec([anInvariant('LEDGER-1', 'unproven')], { state: 'unproven' }),
      ];
      renderTab();
      await screen.findByText('LEDGER-1');
      expect(invariants().queryByText('Failed')).not.toBeInTheDocument();

      backend.specs = [
        aSpec([anInvariant('LEDGER-1', 'failed')], { state: 'drifted' }),
      ];
      act(() => signals.publish(ref));
      expect(await invariants().findByText('Failed')).toBeInTheDocument();
      expect(
        await screen.findByText('Ledger: Drifted, 0 of 1 invariants proven.'),
      ).toHaveAttribute('aria-live', 'polite');
    },
  );

  it('does not ask again upon a signal for something else', async () => {
    backend.specs = [aSpec()];
    renderTab();
    await screen.findByText('LEDGER-1');
    const before = backend.requests.length;
    act(() => signals.publish('files:specs/other.md'));
    act(() => signals.publish(SPEC_REF));
    await waitFor(() => expect(backend.requests.length).toBe(before + 2));
    expect(backend.requests.slice(before).sort()).toEqual([
      'GET /api/spec-coverage/coverage/entity/component/default/ledger',
      `GET /api/spec-coverage/specs/${encodeURIComponent(SPEC_REF)}`,
    ]);
  });

  it('keeps what it shows when it cannot be refreshed', async () => {
    backend.specs = [aSpec()];
    renderTab();
    await screen.findByText('LEDGER-1');
    backend.refusal = { status: 503, name: 'Error', message: 'restarting' };
    act(() => signals.publish('component:default/ledger'));
    expect(
      await screen.findByText('Could not refresh; trying again'),
    ).toBeInTheDocument();
    expect(screen.getByText('LEDGER-1')).toBeInTheDocument();
  });

  it('hides what it shows when the permission is withdrawn', async () => {
    backend.specs = [aSpec()];
    renderTab();
    await screen.findByText('LEDGER-1');
    backend.refusal = { status: 403, name: 'NotAllowedError', message: 'no' };
    act(() => signals.publish('component:default/ledger'));
    expect(
      await screen.findByText('You may not see this coverage'),
    ).toBeInTheDocument();
    expect(screen.queryByText('LEDGER-1')).not.toBeInTheDocument();
  });

  it('asks for a verification and follows it to its end', async () => {
    const user = userEvent.setup();
    backend.specs = [aSpec()];
    backend.onVerify = () => {
      backend.specs = [aSpec(undefined, { checking: true })];
    };
    renderTab();
    await user.click(
      await screen.findByRole('button', { name: 'Verify Ledger' }),
    );
    expect(
      await screen.findByText('A check of Ledger was requested'),
    ).toBeInTheDocument();
    expect(backend.requests).toContain(
      `POST /api/spec-coverage/specs/${encodeURIComponent(SPEC_REF)}/verify`,
    );
    expect(
      await screen.findByText('A check is under way.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Verify Ledger/ }),
    ).toHaveAccessibleDescription('A check is under way.');

    backend.specs = [aSpec()];
    act(() => signals.publish(SPEC_REF));
    await waitFor(() =>
      expect(
        screen.queryByText('A check is under way.'),
      ).not.toBeInTheDocument(),
    );
  });

  it('reads the invariants again when the summary changed, also without signals', async () => {
    const user = userEvent.setup();
    backend.specs = [aSpec([anInvariant('LEDGER-1', 'unproven')])];
    backend.onVerify = () => {
      backend.specs = [aSpec([anInvariant('LEDGER-1', 'failed')])];
    };
    renderEntityPage({ entity: LEDGER, show: 'tab' });
    await screen.findByText('LEDGER-1');
    await user.click(screen.getByRole('button', { name: 'Verify Ledger' }));
    expect(await invariants().findByText('Failed')).toBeInTheDocument();
  });

  it('says why a verification was refused', async () => {
    const user = userEvent.setup();
    backend.specs = [aSpec()];
    backend.verifyRefusal = {
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'The source files does not answer',
    };
    renderTab();
    await user.click(
      await screen.findByRole('button', { name: 'Verify Ledger' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not verify Ledger: The source files does not answer',
    );
  });

  it('does not offer to verify without permission', async () => {
    // Another SpecRef than in the other tests: permissions are remembered by it.
    backend.specs = [aSpec(undefined, { ref: 'files:specs/closed.md' })];
    renderTab({ mayVerify: false });
    const reason =
      'You need the permission specCoverage.spec.verify to verify.';
    expect(await screen.findByText(reason)).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Verify Ledger' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(reason);
  });
});
