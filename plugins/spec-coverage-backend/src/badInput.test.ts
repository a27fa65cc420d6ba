import { TestDatabases } from '@backstage/backend-test-utils';
import type { Spec } from '@proofline/backstage-plugin-spec-coverage-common';
import localFiles from '@proofline/backstage-plugin-spec-coverage-backend-module-local-files';
import z3 from '@proofline/backstage-plugin-spec-coverage-backend-module-z3';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { component, isAtRest, startPortal } from './__testUtils__/startPortal';

/*
 * What hostile or careless documents do to the real source, the real canonical form and the real prover: a clear sentence on
 * that document or claim, and nothing else disturbed.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

function claim(key: string, body: string): string {
  return `\n\`\`\`smt2\n;; invariant ${key}: something holds\n${body}\n\`\`\`\n`;
}

const TRUE = '(declare-const x Int)\n(define-fun invariant () Bool (= x x))';

describe('bad input', () => {
  let folder: string;
  let stop: (() => Promise<void>) | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
    mkdirSync(join(folder, 'specs'));
  });

  afterEach(async () => {
    await stop?.();
    stop = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(databases.eachSupportedId())(
    'is refused with a sentence, and disturbs nothing else, %p',
    async id => {
      const outside = join(folder, 'written-by-a-claim');
      const put = (name: string, content: string | Uint8Array) =>
        writeFileSync(join(folder, 'specs', name), content);
      put('good.md', `# Good\n${claim('GOOD-1', TRUE)}`);
      put('huge.md', `# Huge\n${'word '.repeat(1_000_000)}`);
      put(
        'many.md',
        Array.from({ length: 2_000 }, (_, n) => claim(`MANY-${n}`, TRUE)).join(
          '',
        ),
      );
      put('nul.md', '# Nul\n\0\n');
      put('latin.md', Buffer.from([0x23, 0x20, 0xe9, 0x0a]));
      put('nested.md', `${'>'.repeat(100_000)} deep\n`);
      put('front.md', '---\ntitle: [\n---\n# Front\n');
      put(
        'claims.md',
        [
          '# Claims\n',
          claim('FINE-1', TRUE),
          claim('SYNTAX-1', '(declare-const x Int\n(assert (= x 1))'),
          claim('NAME-1', '(define-fun invariant () Bool (= nowhere 1))'),
          claim('EXIT-1', `(exit)\n${TRUE}`),
          claim('ECHO-1', `(echo "unsat")\n${TRUE}`),
          claim(
            'CHANNEL-1',
            `(set-option :regular-output-channel "${outside}")\n${TRUE}`,
          ),
          claim(
            'DEEP-1',
            `(assert ${'(not '.repeat(5_000)}true${')'.repeat(5_000)})`,
          ),
          claim('TWICE-1', TRUE),
          claim('TWICE-1', TRUE),
          claim('FINE-2', TRUE),
        ].join(''),
      );

      const portal = await startPortal({
        knex: await databases.init(id),
        modules: [localFiles, z3],
        entities: [
          component(
            'careless',
            'files:specs/good.md, files:specs/not-there.md, ???',
          ),
        ],
        config: {
          lease: '15s',
          sources: { localFiles: { roots: [join(folder, 'specs')] } },
        },
      });
      stop = portal.stop;
      const settled = (name: string): Promise<Spec> =>
        portal.specWhen(`files:specs/${name}`, isAtRest);

      expect(await settled('good.md')).toMatchObject({ state: 'proven' });
      for (const [name, words] of [
        ['huge.md', /1(,048,576| MiB|048576)|large/],
        ['many.md', /2,?000.*1,?000/],
        ['nul.md', /line 2|control character|NUL/i],
        ['latin.md', /UTF-8/],
        ['nested.md', /nested/],
        ['front.md', /front matter/i],
      ] as const) {
        const spec = await settled(name);
        expect([name, spec.state]).toEqual([name, 'refused']);
        expect([name, spec.documentError]).toEqual([
          name,
          expect.stringMatching(words),
        ]);
      }

      const claims = await settled('claims.md');
      const states = Object.fromEntries(
        claims.invariants.map(invariant => [invariant.key, invariant.state]),
      );
      expect(states).toEqual({
        'FINE-1': 'proven',
        'FINE-2': 'proven',
        'SYNTAX-1': 'unknown',
        'NAME-1': 'unknown',
        'EXIT-1': 'unknown',
        'ECHO-1': 'unknown',
        'CHANNEL-1': 'unknown',
        'DEEP-1': 'unknown',
        'TWICE-1': 'unknown',
      });
      const why = (key: string) => {
        const found = claims.invariants.find(one => one.key === key);
        return found?.problem ?? found?.verdict?.message;
      };
      expect(why('SYNTAX-1')).toBe("Line 11: '(' is never closed");
      expect(why('NAME-1')).toMatch(/nowhere/);
      expect(why('EXIT-1')).toMatch(/exit/);
      expect(why('ECHO-1')).toMatch(/echo/);
      expect(why('CHANNEL-1')).toMatch(/set-option/);
      expect(why('DEEP-1')).toMatch(/deep|nest/);
      expect(why('TWICE-1')).toMatch(/TWICE-1/);
      expect(existsSync(outside)).toBe(false);

      const { body } = await portal.get(
        '/coverage/entity/component/default/careless',
      );
      expect(
        body.unresolved.map((entry: { ref: string }) => entry.ref),
      ).toEqual(['???', 'files:specs/not-there.md']);
      expect(body.percentage).toBe(100);
    },
  );
});
