import { expect, type Locator, type Page, test } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  backend,
  expectAccessible,
  guest,
  visit,
  waitForPortal,
} from './support';

/*
 * What a service team sees and does, in a real browser, against the real portal with the examples and Z3. The tests
 * share the portal and edit one copy of the examples, so they run in this order.
 */

const ledger = join(process.env.BROWSER_TEST_WORKSPACE!, 'specs/ledger.md');
const original = readFileSync(ledger, 'utf8');

/** Replaces text of the ledger's spec on disk, as an editor does when it saves. */
function edit(from: string, to: string): void {
  const text = readFileSync(ledger, 'utf8');
  expect(text).toContain(from);
  writeFileSync(ledger, text.replace(from, to));
}

async function openCoverage(page: Page, component: string): Promise<void> {
  await visit(
    page,
    `/catalog/default/component/${component}/coverage`,
    page.getByRole('heading', { name: 'Specs', exact: true }),
  );
}

/** The row of a claim in the list of a spec. */
function claim(page: Page, key: string): Locator {
  return page
    .getByRole('list', { name: /^Invariants of/ })
    .getByRole('listitem')
    .filter({ has: page.getByText(key, { exact: true }) })
    .first();
}

async function openSpec(page: Page, title: string): Promise<void> {
  const trigger = page.getByRole('button', { name: new RegExp(`^${title} `) });
  await expect(trigger).toBeVisible();
  if ((await trigger.getAttribute('aria-expanded')) !== 'true') {
    await trigger.click();
  }
}

/** Marks the document, so that a reload would be noticed. */
async function markPage(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.body.setAttribute('data-marked', 'yes'));
  return async () =>
    expect(await page.locator('body').getAttribute('data-marked')).toBe('yes');
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(({ request, baseURL }) =>
  waitForPortal(request, baseURL!, [
    'ledger',
    'receipts',
    'spec-coverage-common',
  ]),
);

test.afterAll(() => writeFileSync(ledger, original));

test('the page of the ledger shows what Z3 proved in this run', async ({
  page,
}) => {
  await openCoverage(page, 'ledger');
  await openSpec(page, 'Ledger');
  await expect(claim(page, 'LEDGER-1')).toContainText('Proven');
  await expect(claim(page, 'LEDGER-1')).toContainText('z3');
  await expect(claim(page, 'LEDGER-1')).toContainText(
    /seconds? ago|minutes? ago|now/,
  );

  // The Coverage tab has an Overview of its own.
  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Overview' })
    .click();
  const card = page
    .getByRole('img', { name: /of the invariants are proven/ })
    .first();
  await expect(card).toBeVisible();
  await expect(page.getByText('Spec coverage').first()).toBeVisible();
  await page.getByRole('link', { name: 'View coverage' }).click();
  await expect(page).toHaveURL(/\/coverage/);
});

test('a refuted claim shows a counterexample, a vacuous one says why', async ({
  page,
}) => {
  await openCoverage(page, 'refunds');
  await openSpec(page, 'Refunds');
  await expect(claim(page, 'REFUNDS-4')).toContainText('Failed');
  await expect(claim(page, 'REFUNDS-4')).toContainText('The claim fails for:');

  await openCoverage(page, 'payouts');
  await openSpec(page, 'Payouts');
  await expect(claim(page, 'PAYOUTS-4')).toContainText('Vacuous');
  await expect(claim(page, 'PAYOUTS-4')).toContainText(
    'The assumptions contradict each other, so nothing was proven.',
  );
});

test('an edited assertion drifts, is proven anew, and keeps the old verdict, without reload', async ({
  page,
}) => {
  await openCoverage(page, 'ledger');
  await openSpec(page, 'Ledger');
  await expect(claim(page, 'LEDGER-1')).toContainText('Proven');
  const notReloaded = await markPage(page);

  edit('(assert (<= 0 amount balance))\n', '');
  await expect(page.getByText(/Drift open for/).first()).toBeVisible();
  await expect(claim(page, 'LEDGER-1')).toContainText('Failed');
  await expect(claim(page, 'LEDGER-1')).toContainText('amount');
  await expect(
    page.getByRole('list', { name: 'Changed invariants of Ledger' }),
  ).toContainText('LEDGER-1');
  await expect(
    page.getByRole('table', { name: 'Changed text of Ledger' }),
  ).toContainText('(assert (<= 0 amount balance))');
  await notReloaded();

  await page.getByRole('button', { name: 'History', exact: true }).click();
  const history = page.getByRole('list', { name: 'History of Ledger' });
  const verdicts = history
    .getByRole('listitem')
    .filter({ hasText: 'LEDGER-1' })
    .filter({ hasText: 'at version' });
  await expect(verdicts.filter({ hasText: 'Failed' })).toHaveCount(1);
  await expect(async () => {
    const more = page.getByRole('button', { name: 'Load more' });
    if (await more.isVisible()) {
      await more.click();
    }
    await expect(verdicts.filter({ hasText: 'Proven' })).toHaveCount(1);
  }).toPass();

  writeFileSync(ledger, original);
  await expect(claim(page, 'LEDGER-1')).toContainText('Proven');
  await notReloaded();
});

test('an edit of prose drifts and is closed by a proof; a cosmetic one does nothing', async ({
  page,
  request,
}) => {
  const headers = await guest(request);
  const url = `${backend}/api/spec-coverage/specs/${encodeURIComponent(
    'files:specs/ledger.md',
  )}`;
  const spec = async () => (await request.get(url, { headers })).json();
  const closedDrifts = async (): Promise<unknown[]> => {
    const history = await (
      await request.get(`${url}/history?limit=200`, { headers })
    ).json();
    return history.items.filter(
      (entry: { type: string }) => entry.type === 'drift-closed',
    );
  };

  await openCoverage(page, 'ledger');
  await expect.poll(async () => (await spec()).state).toBe('proven');
  const before = await spec();
  const drifts = (await closedDrifts()).length;

  // Line ends and empty lines say nothing: the file is read again, and nothing comes of it.
  writeFileSync(ledger, `${original.replace(/\n/g, '\r\n')}\r\n\r\n`);
  await expect
    .poll(async () => (await spec()).checkedAt !== before.checkedAt)
    .toBe(true);
  expect(await spec()).toMatchObject({
    state: 'proven',
    contentHash: before.contentHash,
    provenAt: before.provenAt,
  });
  expect(await closedDrifts()).toHaveLength(drifts);

  // A word outside the claims is a change of the document. All is proven again, and the drift closes by itself.
  writeFileSync(
    ledger,
    original.replace(
      'Amounts are whole minor units',
      'All amounts are whole minor units',
    ),
  );
  await expect.poll(async () => (await closedDrifts()).length).toBe(drifts + 1);
  await expect.poll(async () => (await spec()).state).toBe('proven');
  expect((await spec()).contentHash).not.toBe(before.contentHash);
  writeFileSync(ledger, original);
});

test('Verify proves again, by keyboard', async ({ page }) => {
  await openCoverage(page, 'checkout');
  const verify = page.getByRole('button', { name: /^Verify Checkout/ }).first();
  await expect(verify).toBeEnabled();
  await verify.focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/A check of Checkout.* was requested/).first(),
  ).toBeVisible();
});

test('a component that names no specs says what to add', async ({ page }) => {
  await visit(
    page,
    '/catalog/default/component/receipts/coverage',
    page.getByText('names no specs').first(),
  );
  await expect(page.getByText('proofline.io/specs').first()).toBeVisible();
});

test('Proofline shows its own proofs', async ({ page }) => {
  await openCoverage(page, 'spec-coverage-common');
  await expect(page.getByText(/Drifted|Unproven/)).toHaveCount(0);
  await expect(page.getByText('100%').first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the tab is accessible, ${theme}`, async ({ page }) => {
    await page.addInitScript(
      value => localStorage.setItem('theme', value),
      theme,
    );
    await openCoverage(page, 'refunds');
    await openSpec(page, 'Refunds');
    await expect(claim(page, 'REFUNDS-4')).toContainText('Failed');
    await expectAccessible(page);
  });
}
