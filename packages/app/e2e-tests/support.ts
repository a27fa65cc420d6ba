import AxeBuilder from '@axe-core/playwright';
import {
  type APIRequestContext,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';

/*
 * What the browser tests have in common.
 */

/** The backend of the portal under test (see playwright.config.ts). */
export const backend = 'http://localhost:7207';

/**
 * Connections are kept, and the portal closes them after some seconds without a request. Under load that is noticed late, and a request
 * is sent into a closed one (RFC 9112, section 9.3.1): Playwright sends it again then, and only then.
 */
export const MAX_RETRIES = 3;

/** Headers for requests as the guest. */
export async function guest(
  request: APIRequestContext,
): Promise<{ Authorization: string }> {
  const answer = await request.post(`${backend}/api/auth/guest/refresh`, {
    maxRetries: MAX_RETRIES,
  });
  const { backstageIdentity } = await answer.json();
  return { Authorization: `Bearer ${backstageIdentity.token}` };
}

/** Waits until the app is compiled and the catalog has components: some seconds after the backend has come up. */
export async function waitForPortal(
  request: APIRequestContext,
  baseURL: string,
  components: string[],
): Promise<void> {
  await expect(async () => {
    const headers = await guest(request);
    const answers = [
      await request.get(baseURL),
      ...(await Promise.all(
        components.map(name =>
          request.get(
            `${backend}/api/catalog/entities/by-name/component/default/${name}`,
            { headers },
          ),
        ),
      )),
    ];
    expect(answers.map(answer => answer.status())).toEqual(
      answers.map(() => 200),
    );
  }).toPass({ timeout: 100_000 });
}

/** Opens a page as the guest, and waits for something on it. */
export async function visit(
  page: Page,
  path: string,
  landmark: Locator,
): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  await expect(enter.or(landmark).first()).toBeVisible();
  if (await enter.isVisible()) {
    await enter.click();
  }
  await expect(landmark).toBeVisible();
}

/** Expects no serious finding of axe on what the plugin puts on the page. */
export async function expectAccessible(
  page: Page,
  /** CSS selector of what is looked at. */
  part = 'main, article',
): Promise<void> {
  const results = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa'])
    .analyze();
  const serious = results.violations.filter(violation =>
    ['serious', 'critical'].includes(violation.impact ?? ''),
  );
  expect(
    serious.map(violation => [
      violation.id,
      violation.nodes.map(node => node.target),
    ]),
  ).toEqual([]);
}
