import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible, visit, waitForPortal } from './support';

/*
 * The views of the Coverage tab and the pages of specs and stories, in a real browser, against the real portal. A test leaves the
 * examples as it found them.
 */

const REFUNDS = '/catalog/default/component/refunds/coverage';

test.beforeAll(async ({ request, baseURL }) => {
  await waitForPortal(request, baseURL!, ['ledger', 'refunds', 'payouts']);
});

/** A view of a tab. */
function view(page: Page, name: string): Locator {
  return page
    .getByRole('navigation', { name: 'Views of the coverage' })
    .getByRole('link', { name, exact: true });
}

/** A key in a list of invariants; it is part of the formal claim, too. */
function key(page: Page, text: string): Locator {
  return page.getByText(text, { exact: true });
}

/** The row of an invariant in the table. */
function row(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: 'Invariants' })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name, exact: true }) });
}

/** The claim of the refunds that Z3 refutes, in a list of invariants. */
function refuted(page: Page, list: string | RegExp): Locator {
  return page
    .getByRole('list', { name: list })
    .getByRole('listitem')
    .filter({ has: key(page, 'REFUNDS-4') });
}

const NOT_PROVEN = 'Invariants of Refunds that are not proven';

test('a component leads to its story, the story to the invariant, and that to the counterexample', async ({
  page,
}) => {
  await visit(page, REFUNDS, view(page, 'Stories'));
  await view(page, 'Stories').click();
  await page
    .getByRole('region', { name: 'User stories' })
    .getByRole('link', { name: 'jira:PAY-30' })
    .click();
  await expect(page).toHaveURL(/\/coverage\/stories\/jira%3APAY-30$/);
  const claim = refuted(page, 'Invariants of jira:PAY-30');
  await expect(claim).toContainText('Failed');
  await expect(claim).toContainText('The claim fails for:');
  await expect(claim.getByRole('table')).toContainText('second_fee_returned');

  await page
    .getByRole('list')
    .filter({ hasText: 'of 5 invariants proven' })
    .getByRole('link', { name: 'Refunds' })
    .click();
  await expect(page).toHaveURL(/\/catalog\/default\/spec\/.*\/coverage$/);
  await expect(view(page, 'Overview')).toBeVisible();
});

test('a risk is accepted with a reason and an end, is shown, and is taken back', async ({
  page,
}) => {
  await visit(page, `${REFUNDS}/drift`, key(page, 'REFUNDS-4'));
  const claim = refuted(page, NOT_PROVEN);
  await claim
    .getByRole('button', { name: 'Accept the risk of REFUNDS-4' })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('button', { name: 'Accept risk' }),
  ).toBeDisabled();
  await dialog
    .getByRole('textbox', { name: 'Reason' })
    .fill('Known, and small');
  await dialog.getByRole('button', { name: 'Accept risk' }).click();
  await expect(dialog).toHaveCount(0);

  // All else is proven: with the risk taken the drift closes by itself.
  const accepted = refuted(page, 'Accepted risks');
  await expect(accepted).toContainText(/Accepted by .*guest.* until/i);
  await expect(accepted).toContainText('Known, and small');
  await expect(page.getByText('No open drift')).toBeVisible();

  await accepted
    .getByRole('button', { name: 'Withdraw the acceptance of REFUNDS-4' })
    .click();
  await expect(page.getByRole('list', { name: 'Accepted risks' })).toHaveCount(
    0,
  );
  await view(page, 'Invariants').click();
  await expect(row(page, 'REFUNDS-4')).toContainText('Failed');
});

test('what drifted is verified from the drift view', async ({ page }) => {
  await visit(
    page,
    '/catalog/default/component/payouts/coverage/drift',
    key(page, 'PAYOUTS-4'),
  );
  const verify = page.getByRole('button', { name: 'Verify Payouts' });
  await expect(verify).toBeEnabled();
  await verify.click();
  await expect(
    page.getByText('A check of Payouts was requested').first(),
  ).toBeVisible();
  await expect(key(page, 'PAYOUTS-4')).toBeVisible();
});

test('an address that was shared shows the same', async ({ page, context }) => {
  await visit(page, `${REFUNDS}/invariants`, row(page, 'REFUNDS-1'));
  await page.getByRole('button', { name: /^Failed/ }).click();
  await expect(row(page, 'REFUNDS-1')).toHaveCount(0);
  await page.getByRole('button', { name: 'Invariant', exact: true }).click();
  await page.getByRole('searchbox').fill('partial refunds');
  await expect(page).toHaveURL(/search=partial\+refunds/);
  await page.getByRole('button', { name: 'REFUNDS-4', exact: true }).click();
  const example = (of: Page) =>
    of.getByRole('table', { name: 'The claim fails for:' });
  await expect(example(page)).toBeVisible();

  const other = await context.newPage();
  await visit(other, page.url(), example(other));
  await expect(row(other, 'REFUNDS-4')).toBeVisible();
  await expect(row(other, 'REFUNDS-1')).toHaveCount(0);
  await expect(other.getByRole('searchbox')).toHaveValue('partial refunds');
  await expect(
    other.getByRole('columnheader', { name: 'Invariant' }),
  ).toHaveAttribute('aria-sort', 'ascending');
  await expect(other.getByRole('button', { name: /^Failed/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('the page of a spec shows what it specifies, that of a story what it concerns', async ({
  page,
}) => {
  const rows = (card: string) =>
    page
      .getByRole('article')
      .filter({ has: page.getByText(card, { exact: true }) })
      .getByRole('listitem');
  await visit(
    page,
    '/catalog/default/spec/files.specs__fees.md',
    rows('Specifies').first(),
  );
  await expect(rows('Specifies')).toHaveCount(2);
  await expect(rows('Specifies').first()).toContainText(/\d %|\d%/);
  await expect(rows('User stories')).toContainText(['jira:PAY-12']);

  await rows('User stories').getByRole('link', { name: 'jira:PAY-12' }).click();
  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Overview' })
    .click();
  await expect(rows('Concerns')).toHaveCount(2);
});

const VIEWS: Array<[string, string, (page: Page) => Locator]> = [
  ['stories', `${REFUNDS}/stories`, page => page.getByRole('application')],
  [
    'a story',
    `${REFUNDS}/stories/jira%3APAY-30`,
    page => key(page, 'REFUNDS-4'),
  ],
  [
    'invariants',
    `${REFUNDS}/invariants?open=files%3Aspecs%2Frefunds.md%23REFUNDS-4`,
    page => page.getByText('The claim fails for:'),
  ],
  ['drift', `${REFUNDS}/drift`, page => key(page, 'REFUNDS-4')],
  [
    'trends',
    `${REFUNDS}/trends`,
    page => page.getByRole('heading', { name: 'Proof latency' }),
  ],
  [
    'a spec',
    '/catalog/default/spec/files.specs__fees.md',
    page => page.getByText('Specifies'),
  ],
  [
    'a user story',
    '/catalog/default/userstory/jira.pay-30',
    page => page.getByText('Concerns'),
  ],
];

for (const theme of ['light', 'dark'] as const) {
  for (const [name, path, landmark] of VIEWS) {
    test(`the page of ${name} is accessible, ${theme}`, async ({ page }) => {
      await page.addInitScript(
        value => localStorage.setItem('theme', value),
        theme,
      );
      await visit(page, path, landmark(page).first());
      // Cards of the catalog say that they are loading without a name.
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expectAccessible(page);
    });
  }
}
