import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('offers to sign in', async () => {
    process.env = {
      ...process.env,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Proofline', baseUrl: 'http://localhost' },
            auth: { providers: { guest: {} } },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ] as unknown as string,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole(
        'button',
        { name: /enter/i },
        { timeout: 30_000 },
      ),
    ).toBeInTheDocument();
  }, 60_000);
});
