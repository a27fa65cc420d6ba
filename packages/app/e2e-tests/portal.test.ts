import { expect, type Locator, type Page, test } from '@playwright/test';
import {
  backend,
  expectAccessible,
  guest,
  visit,
  waitForPortal,
} from './support';

/*
 * What a manager sees of the whole portal, and how an engineer gets from there to a claim, in a real browser, against the real portal.
 */

const SYSTEM = 'system:default/payments';

/** The number of the totals: no other part of the page has a ring. */
function ring(page: Page): Locator {
  return page.getByRole('img', { name: /of the invariants are proven/ });
}

async function openPortal(page: Page, search = ''): Promise<void> {
  await visit(page, `/spec-coverage${search}`, ring(page));
}

test.beforeAll(async ({ request, baseURL }) => {
  await waitForPortal(request, baseURL!, ['ledger', 'spec-coverage-common']);
  // What is counted comes to rest when each spec of the examples was proven or refuted.
  await expect(async () => {
    const answer = await request.get(
      `${backend}/api/spec-coverage/specs?limit=200`,
      { headers: await guest(request) },
    );
    const { items } = await answer.json();
    expect(items).not.toHaveLength(0);
    expect(
      items.filter(
        (spec: { checking: boolean; state: string; proofJob?: object }) =>
          spec.checking || spec.proofJob || spec.state === 'pending',
      ),
    ).toEqual([]);
  }).toPass({ timeout: 100_000 });
});

test('the page shows the totals that the API gives', async ({
  page,
  request,
}) => {
  await openPortal(page);
  const headers = await guest(request);
  const { counts, percentage, specs, provenSpecs, openDrifts } = await (
    await request.get(`${backend}/api/spec-coverage/coverage`, { headers })
  ).json();
  expect(counts.expected).toBeGreaterThan(0);
  await expect(ring(page)).toHaveAccessibleName(
    `${percentage}% of the invariants are proven`,
  );
  await expect(
    page.getByText(`${counts.proven} of ${counts.expected} invariants proven`),
  ).toBeVisible();
  const total = (label: string) =>
    page
      .getByRole('term')
      .filter({ hasText: label })
      .locator('xpath=..')
      .getByRole('definition');
  await expect(total('Specs proven in full')).toHaveText([
    `${provenSpecs}`,
    `of ${specs}`,
  ]);
  await expect(total('Open drifts').first()).toHaveText(`${openDrifts}`);
  await expect(
    page.getByRole('list', { name: 'Top performers' }).getByRole('listitem'),
  ).not.toHaveCount(0);
});

test('what is filtered stands in the address, which shows the same to others', async ({
  page,
}) => {
  await openPortal(page);
  const all = await ring(page).getAttribute('aria-label');
  await page.getByRole('button', { name: /System$/ }).click();
  await page.getByRole('option', { name: 'Payments' }).click();
  await expect(page).toHaveURL(
    `/spec-coverage?system=${encodeURIComponent(SYSTEM)}`,
  );
  await expect(ring(page)).not.toHaveAccessibleName(all!);
  await page.getByRole('radio', { name: 'Component' }).click();
  await expect(
    page.getByRole('link', { name: 'Ledger', exact: true }),
  ).toBeVisible();
  const filtered = await ring(page).getAttribute('aria-label');

  const other = await page.context().newPage();
  const { pathname, search } = new URL(page.url());
  await visit(other, `${pathname}${search}`, ring(other));
  await expect(ring(other)).toHaveAccessibleName(filtered!);
  await expect(
    other.getByRole('link', { name: 'Ledger', exact: true }),
  ).toBeVisible();
  await expect(
    other.getByRole('button', { name: /Payments.*System$/ }),
  ).toBeVisible();
  await other.close();

  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL('/spec-coverage');
  await expect(ring(page)).toHaveAccessibleName(all!);
});

test('a component of the portal leads to its claims', async ({ page }) => {
  await openPortal(page, '?by=component');
  await page.getByRole('link', { name: 'Refunds' }).first().click();
  await expect(page).toHaveURL(
    /\/catalog\/default\/component\/refunds\/coverage/,
  );
  await expect(page.getByText('REFUNDS-4').first()).toBeVisible();
});

test('an open drift leads to its spec', async ({ page }) => {
  await openPortal(page);
  await page
    .getByRole('list', { name: 'Oldest open drifts' })
    .getByRole('link', { name: 'Refunds' })
    .click();
  await expect(page).toHaveURL(/\/catalog\/default\/spec\/files\.specs__/);
  await expect(page.getByText('REFUNDS-4').first()).toBeVisible();
});

test('the home page leads to the page', async ({ page }) => {
  await visit(page, '/home', ring(page));
  await page.getByRole('link', { name: 'View spec coverage' }).click();
  await expect(page).toHaveURL('/spec-coverage');
  await expect(
    page.getByRole('heading', { name: 'Drift backlog' }),
  ).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1400, 400]) {
    test(`the page is accessible and fits, ${theme}, ${width} px`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 1000 });
      await page.addInitScript(
        value => localStorage.setItem('theme', value),
        theme,
      );
      await openPortal(page);
      await expect(
        page.getByRole('heading', { name: 'Coverage over time' }),
      ).toBeVisible();
      await expect(
        page.getByRole('heading', { name: 'Open drifts by age' }),
      ).toBeVisible();
      await expect(
        page.getByRole('list', { name: 'Top performers' }),
      ).toBeVisible();
      await expectAccessible(page);
      const cardsBeyond = await page
        .getByRole('article')
        .evaluateAll(
          (cards, limit) =>
            cards.filter(card => card.getBoundingClientRect().right > limit)
              .length,
          width,
        );
      expect(cardsBeyond).toBe(0);
    });
  }
}
