import { defineConfig } from '@playwright/test';
import { cpSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/*
 * Browser tests against the real portal, as `npm start` brings it up, on ports of its own and with a copy of the
 * examples, so that tests can edit specs while a developer's portal runs beside.
 */

const appUrl = 'http://localhost:3200';
const backendUrl = 'http://localhost:7207';
const workspace = resolve(__dirname, 'node_modules/.cache/browser-tests');
const specs = resolve(workspace, 'specs');

// This file is read again by each worker; only the first reader sets the stage.
if (process.env.TEST_WORKER_INDEX === undefined) {
  mkdirSync(workspace, { recursive: true });
  cpSync(resolve(__dirname, 'examples/specs'), specs, { recursive: true });
}
process.env.BROWSER_TEST_WORKSPACE = workspace;

const env = {
  APP_CONFIG_app_baseUrl: appUrl,
  APP_CONFIG_backend_baseUrl: backendUrl,
  APP_CONFIG_backend_listen_port: '7207',
  APP_CONFIG_backend_cors_origin: appUrl,
  APP_CONFIG_backend_database_connection: '":memory:"',
  APP_CONFIG_specCoverage_sources_localFiles_roots: JSON.stringify([
    specs,
    { path: './docs/specs', name: 'proofline' },
  ]),
  // One team has more than the load of a test uses up.
  APP_CONFIG_costGovernance_llm_limits_tenants: JSON.stringify({
    'group:default/proofline-maintainers': {
      capacity: 1_000_000_000,
      refillPerMinute: 1_000_000_000,
    },
  }),
};

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  timeout: 120_000,
  expect: { timeout: 45_000 },
  forbidOnly: Boolean(process.env.CI),
  // The tests edit the same specs, one after the other.
  workers: 1,
  reporter: [['list']],
  outputDir: 'node_modules/.cache/browser-test-results',
  use: {
    baseURL: appUrl,
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    viewport: { width: 1400, height: 1000 },
    launchOptions: {
      executablePath: process.env.PROOFLINE_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    // The README's first command.
    command: 'npm start',
    url: `${backendUrl}/.backstage/health/v1/readiness`,
    timeout: 300_000,
    reuseExistingServer: !process.env.CI,
    env,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
