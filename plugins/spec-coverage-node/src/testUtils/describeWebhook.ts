import {
  formatSpecRef,
  parseSpecRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { WebhookRequest } from '../webhook';
import type { SpecSourceFixture } from './describeSpecSource';

/** Bodies that no vendor sends. */
const UNREADABLE: Array<[string, Uint8Array]> = [
  ['nothing', Buffer.alloc(0)],
  ['no JSON', Buffer.from('issue=PAY-1')],
  ['half a JSON text', Buffer.from('{"issue":')],
  ['a list', Buffer.from('[]')],
  ['null', Buffer.from('null')],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  [
    'a text nested 100,000 levels deep',
    Buffer.from(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  ],
];

/**
 * Defines the tests that the webhook of each source must pass; where a source has none, they pass.
 *
 * @internal
 */
export function describeWebhook(
  current: () => SpecSourceFixture,
  test: (name: string, run: () => Promise<void>) => void,
): void {
  const parts = () => {
    const { existing, source, webhook } = current();
    if (!source.webhook) {
      return undefined;
    }
    if (!webhook) {
      throw new Error('The source has a webhook: give `webhook` for its tests');
    }
    return {
      webhook: source.webhook,
      fixture: webhook,
      source,
      existingRef: formatSpecRef({
        source: source.id,
        document: existing.document,
      }),
    };
  };

  test('takes a delivery that is signed, and knows it again', async () => {
    const given = parts();
    if (!given) {
      return;
    }
    const { existingRef, fixture, source, webhook } = given;
    const first = await fixture.delivery();
    const second = await fixture.delivery();
    for (const request of [first, second]) {
      expect(await webhook.verify(request)).toBe(true);
      const { specRefs, listChanges } = webhook.hints(request);
      specRefs.forEach(ref => expect(parseSpecRef(ref).source).toBe(source.id));
      if (fixture.namesDocument) {
        expect(specRefs).toContain(existingRef);
      } else {
        expect(listChanges).toBe(true);
      }
    }
    const id = webhook.deliveryId(first);
    expect(id).toMatch(/^[\x21-\x7e]{1,200}$/);
    expect(webhook.deliveryId(first)).toBe(id);
    expect(webhook.deliveryId(second)).not.toBe(id);
  });

  test('refuses deliveries that are not signed, or not rightly', async () => {
    const given = parts();
    if (!given) {
      return;
    }
    const { fixture, webhook } = given;
    const { headers, rawBody } = await fixture.delivery();
    const name = fixture.signatureHeader;
    const signature = headers[name] as string;
    expect(signature).toBeTruthy();
    const last = signature.at(-1) === '0' ? '1' : '0';
    const wrong: Array<[string, WebhookRequest]> = [
      ...[
        undefined,
        '',
        'sha256=',
        'sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709',
        signature.slice(0, -1),
        `${signature.slice(0, -1)}${last}`,
        `${signature}, ${signature}`,
        `${signature}0`,
        signature.replace('sha256=', 'md5='),
        'null',
      ]
        .filter(value => value !== signature)
        .map((value): [string, WebhookRequest] => [
          `signature ${value}`,
          { headers: { ...headers, [name]: value }, rawBody },
        ]),
      ...(fixture.signsBody
        ? [
            [
              'another body',
              { headers, rawBody: Buffer.concat([rawBody, Buffer.from(' ')]) },
            ] as [string, WebhookRequest],
          ]
        : []),
    ];
    for (const [what, request] of wrong) {
      expect([what, await webhook.verify(request)]).toEqual([what, false]);
    }
  });

  test('marks nothing for pings, tests and events of no concern', async () => {
    const given = parts();
    for (const request of given ? await given.fixture.silent() : []) {
      expect(await given!.webhook.verify(request)).toBe(true);
      const { specRefs, listChanges } = given!.webhook.hints(request);
      expect({ specRefs, listChanges: listChanges ?? false }).toEqual({
        specRefs: [],
        listChanges: false,
      });
    }
  });

  test('says of bodies that cannot be read that they cannot be read', async () => {
    const given = parts();
    if (!given?.fixture.sign) {
      return;
    }
    for (const [what, rawBody] of UNREADABLE) {
      const request = await given.fixture.sign(rawBody);
      expect([what, await given.webhook.verify(request)]).toEqual([what, true]);
      const hints = () => given.webhook.hints(request);
      expect(hints).toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: expect.not.stringContaining('PAY-1'),
        }),
      );
    }
  });
}
