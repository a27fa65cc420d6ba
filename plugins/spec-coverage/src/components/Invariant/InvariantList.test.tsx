import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { anInvariant, aSpec, LEDGER } from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

describe('InvariantList', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    server.use(...backend.handlers);
  });

  it('filters many invariants by state and text, and shows them in pages', async () => {
    const user = userEvent.setup();
    backend.specs = [
      aSpec(
        Array.from({ length: 120 }, (_, i) =>
          anInvariant(`K-${i}`, i % 40 === 0 ? 'failed' : 'proven'),
        ),
      ),
    ];
    renderEntityPage({ entity: LEDGER, show: 'tab' });
    const list = await screen.findByRole('list', {
      name: 'Invariants of Ledger',
    });
    expect(within(list).getAllByRole('listitem')).toHaveLength(50);
    expect(screen.getByText('1 to 50 of 120')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: /next/i }));
    expect(screen.getByText('51 to 100 of 120')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Failed 3' }));
    expect(
      within(list)
        .getAllByText(/^K-\d+$/)
        .map(key => key.textContent),
    ).toEqual(['K-0', 'K-40', 'K-80']);

    await user.type(
      screen.getByRole('searchbox', { name: 'Search invariants' }),
      'k-80',
    );
    expect(
      within(list)
        .getAllByText(/^K-\d+$/)
        .map(key => key.textContent),
    ).toEqual(['K-80']);

    await user.type(
      screen.getByRole('searchbox', { name: 'Search invariants' }),
      'x',
    );
    await user.click(await screen.findByRole('button', { name: 'Show all' }));
    expect(within(list).getAllByRole('listitem')).toHaveLength(50);
  });
});
