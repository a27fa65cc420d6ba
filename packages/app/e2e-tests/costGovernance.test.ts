import {
  type APIRequestContext,
  expect,
  type Locator,
  type Page,
  test,
} from '@playwright/test';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  backend,
  expectAccessible,
  guest,
  MAX_RETRIES,
  visit,
  waitForPortal,
} from './support';

/*
 * LLM tokens of a team, its keys, and the kill switch, in a real browser, against the real portal.
 */

const API = `${backend}/api/cost-governance`;
const TEAM = 'group:default/ledger-team';
const TEAM_PAGE = '/catalog/default/group/ledger-team';

/** A group of the guest with limits that no load of a test uses up (see playwright.config.ts). */
const GENEROUS = 'group:default/proofline-maintainers';

/** How many calls are made at once while the switch is thrown. */
const LOOPS = 1000;

test.describe.configure({ mode: 'serial' });

async function moveSwitch(request: APIRequestContext, enabled: boolean) {
  const answer = await request.put(`${API}/llm/kill-switch`, {
    headers: await guest(request),
    data: { enabled, reason: 'A browser test' },
    maxRetries: MAX_RETRIES,
  });
  expect(answer.status()).toBe(200);
}

/** Makes one call of the team with a model that has a price, and one with a model that has none. */
async function useTokens(request: APIRequestContext) {
  const headers = await guest(request);
  for (const model of ['gpt-4o', 'a-model-without-a-price']) {
    const reservation = await request.post(`${API}/llm/reservations`, {
      headers,
      data: {
        tenant: TEAM,
        tokens: 1000,
        requestId: crypto.randomUUID(),
        model,
        entityRef: 'component:default/ledger',
      },
    });
    expect(reservation.status()).toBe(201);
    const { id } = await reservation.json();
    const settled = await request.post(`${API}/llm/reservations/${id}/settle`, {
      headers,
      data: { model, inputTokens: 600, outputTokens: 100 },
    });
    expect(settled.status()).toBe(200);
  }
}

/** Waits until the guest belongs to the groups: the catalog knows that some seconds later than the components. */
async function waitForMembership(request: APIRequestContext) {
  await expect(async () => {
    const answer = await request.get(`${backend}/api/auth/v1/userinfo`, {
      headers: await guest(request),
    });
    const { claims } = await answer.json();
    expect(claims.ent).toEqual(expect.arrayContaining([TEAM, GENEROUS]));
  }).toPass({ timeout: 100_000 });
}

test.beforeAll(async ({ request, baseURL }) => {
  await waitForPortal(request, baseURL!, ['ledger']);
  await waitForMembership(request);
  await useTokens(request);
});

/** The row of a key, by its name. */
function row(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: 'Virtual keys' })
    .getByRole('row')
    .filter({ hasText: name });
}

test('a team sees what it used, creates a key, sees it once, and revokes it', async ({
  page,
  request,
}) => {
  const link = page.getByRole('link', { name: 'View LLM usage' });
  await visit(page, TEAM_PAGE, link);
  const card = page.getByRole('article').filter({ hasText: 'LLM tokens' });
  await expect(card).toContainText('at least $0.0025');
  await expect(card).toContainText('It costs more than is shown');
  await link.click();
  await expect(page).toHaveURL(/\/llm-usage$/);

  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  const name = `Test ${Date.now()}`;
  await dialog.getByRole('textbox', { name: /^Name/ }).fill(name);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const key = await dialog.getByTestId('new-key').textContent();
  expect(key).toMatch(/^\S{20,}$/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(row(page, name)).toContainText('Active');
  await expect(page.locator('body')).not.toContainText(key!);
  const listed = await request.get(`${API}/llm/virtual-keys`, {
    headers: await guest(request),
  });
  expect(await listed.text()).not.toContain(key!);

  await page.getByRole('button', { name: `Revoke the key ${name}` }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(row(page, name)).toContainText('Revoked');
});

test('the switch thrown in the browser during 1,000 concurrent calls ends the grants within a second', async ({
  page,
  request,
}) => {
  // Everything waits its turn among a thousand calls.
  test.slow();
  const stop = page.getByRole('button', { name: 'Stop calls' });
  await visit(page, '/cost-governance/kill-switch', stop);
  await expect(page.getByText('LLM calls are allowed')).toBeVisible();
  const headers = await guest(request);

  const load = new Worker(join(__dirname, 'reservationLoad.mjs'), {
    workerData: {
      url: `${API}/llm/reservations`,
      token: headers.Authorization.replace('Bearer ', ''),
      tenant: GENEROUS,
      loops: LOOPS,
    },
  });
  try {
    expect(await once(load, 'message')).toEqual(['started']);

    await page.getByRole('textbox', { name: /^Reason/ }).fill('Too dear');
    await stop.click();
    const refused = once(load, 'message');
    const [answer] = await Promise.all([
      page.waitForResponse(
        response =>
          response.url().endsWith('/llm/kill-switch') &&
          response.request().method() === 'PUT',
      ),
      page
        .getByRole('dialog')
        .getByRole('button', { name: 'Stop calls' })
        .click(),
    ]);
    expect(answer.status()).toBe(200);
    await answer.finished();
    const { responseStart, startTime } = answer.request().timing();
    const answeredAt = startTime + responseStart;
    await expect(page.getByText('All LLM calls are stopped')).toBeVisible();
    expect(await refused).toEqual(['refused']);

    // Calls go on being refused, and all else of the portal answers.
    const catalog = await request.get(`${backend}/api/catalog/entities`, {
      headers,
      maxRetries: MAX_RETRIES,
    });
    expect(catalog.status()).toBe(200);
    await page.getByRole('link', { name: 'Spec coverage' }).click();
    await expect(
      page.getByRole('region', { name: /^Coverage by/ }),
    ).toBeVisible();

    load.postMessage('end');
    const [result] = await once(load, 'message');
    expect(result.others).toEqual([]);
    expect(result.granted).toBeGreaterThanOrEqual(LOOPS);
    expect(result.refused).toBeGreaterThanOrEqual(LOOPS);
    test.info().annotations.push({
      type: 'last grant',
      description: `${Math.round(
        result.lastGrant - answeredAt,
      )} ms after the switch was answered; ${result.granted} granted, ${
        result.refused
      } refused`,
    });
    expect(result.lastGrant - answeredAt).toBeLessThanOrEqual(1000);
  } finally {
    await load.terminate();
    await moveSwitch(request, true);
  }
});

/** Where the card is on the page of a team; other cards there are not of this plugin. */
const CARD = 'article:has([role="img"][aria-label*="tokens left"])';

const VIEWS: Array<[string, string, (page: Page) => Locator, string?]> = [
  [
    'the card of a team',
    TEAM_PAGE,
    page => page.getByRole('link', { name: 'View LLM usage' }),
    CARD,
  ],
  [
    'LLM usage',
    `${TEAM_PAGE}/llm-usage`,
    page => page.getByRole('region', { name: 'Top models' }),
  ],
  [
    'all tenants',
    '/cost-governance',
    page => page.getByRole('table', { name: 'Tenants' }),
  ],
  [
    'a tenant',
    `/cost-governance/tenants/${encodeURIComponent(TEAM)}`,
    page => page.getByRole('region', { name: 'Top models' }),
  ],
  [
    'the usage of the portal',
    '/cost-governance/usage',
    page => page.getByRole('region', { name: 'Top models' }),
  ],
  [
    'all keys',
    '/cost-governance/keys',
    page => page.getByRole('table', { name: 'Virtual keys' }),
  ],
  [
    'the kill switch',
    '/cost-governance/kill-switch',
    page => page.getByRole('table', { name: 'History' }),
  ],
];

for (const theme of ['light', 'dark'] as const) {
  for (const [name, path, landmark, part] of VIEWS) {
    test(`the view of ${name} is accessible, ${theme}`, async ({ page }) => {
      await page.addInitScript(
        value => localStorage.setItem('theme', value),
        theme,
      );
      await visit(page, path, landmark(page).first());
      // Cards of the catalog say that they are loading without a name.
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expectAccessible(page, part);
    });
  }
}
