import { JiraWebhook } from './JiraWebhook';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 60 * 60_000;

const webhook = (comments = false) =>
  new JiraWebhook({
    sourceId: 'jira-eu',
    secrets: ["It's a Secret to Everybody"],
    comments,
    now: () => NOW,
  });

function hints(payload: object, comments?: boolean) {
  return webhook(comments).hints({
    headers: {},
    rawBody: Buffer.from(JSON.stringify(payload)),
  });
}

describe('JiraWebhook', () => {
  it("agrees with Atlassian's test vector", async () => {
    const signature =
      'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
    const rawBody = Buffer.from('Hello World!');
    const verify = (value: string) =>
      webhook().verify({ headers: { 'x-hub-signature': value }, rawBody });
    expect(await verify(signature)).toBe(true);
    // Another method may come one day, and is not taken for this one.
    expect(await verify(signature.replace('sha256', 'sha512'))).toBe(false);
  });

  it("reads Atlassian's example of an updated issue", () => {
    expect(
      hints({
        timestamp: NOW - HOUR,
        webhookEvent: 'jira:issue_updated',
        issue_event_type_name: 'issue_updated',
        user: { accountId: '99:27935d01', displayName: 'Bryan' },
        issue: {
          id: '99291',
          self: 'https://your-domain.atlassian.net/rest/api/2/issue/99291',
          key: 'JRA-20002',
          fields: { summary: 'I feel the need for speed', description: 'Make' },
        },
        changelog: {
          id: 10124,
          items: [
            {
              toString: 'A new summary.',
              to: null,
              fromString: 'What is going on here?????',
              from: null,
              fieldtype: 'jira',
              field: 'summary',
            },
          ],
        },
      }),
    ).toEqual({ specRefs: ['jira-eu:JRA-20002'] });
  });

  it('names a moved issue by both keys', () => {
    expect(
      hints({
        webhookEvent: 'jira:issue_updated',
        issue: { key: 'NEW-1' },
        changelog: {
          items: [
            { field: 'Key', fromString: 'OLD-7', toString: 'NEW-1' },
            { field: 'Key', fromString: '../../myself' },
          ],
        },
      }),
    ).toEqual({ specRefs: ['jira-eu:NEW-1', 'jira-eu:OLD-7'] });
  });

  it('takes comments when it is told to', () => {
    const commented = {
      webhookEvent: 'comment_created',
      issue: { key: 'PAY-1' },
    };
    expect(hints(commented).specRefs).toEqual([]);
    expect(hints(commented, true).specRefs).toEqual(['jira-eu:PAY-1']);
    expect(hints({ webhookEvent: 'comment_created' }, true).specRefs).toEqual(
      [],
    );
  });

  it.each([
    [-24 * HOUR + 1, true],
    [-24 * HOUR - 1, false],
    [10 * 60_000 - 1, true],
    [10 * 60_000 + 1, false],
  ])('of %p ms from now takes it: %p', (offset, taken) => {
    const read = () =>
      hints({
        timestamp: NOW + offset,
        webhookEvent: 'jira:issue_deleted',
        issue: { key: 'PAY-1' },
      });
    const outcome = (() => {
      try {
        return read().specRefs.length === 1;
      } catch (error) {
        return (error as Error).name;
      }
    })();
    expect(outcome).toBe(taken ? true : 'InputError');
  });

  it('knows a delivery by its identifier, or by its body', () => {
    const id = (header: string | undefined, body: string) =>
      webhook().deliveryId({
        headers: { 'x-atlassian-webhook-identifier': header },
        rawBody: Buffer.from(body),
      });
    expect(id('abc-1', '{}')).toBe('abc-1');
    expect(id(undefined, '{}')).toMatch(/^[0-9a-f]{64}$/);
    expect(id(undefined, '{}')).not.toBe(id(undefined, '{ }'));
    expect(id('a b\n', '{}')).toBe(id(undefined, '{}'));
  });
});
