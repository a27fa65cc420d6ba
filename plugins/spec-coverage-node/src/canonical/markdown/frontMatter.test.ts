import { canonicalizeMarkdown } from './canonicalizeMarkdown';

const read = (document: string) => canonicalizeMarkdown(Buffer.from(document));
const withFrontMatter = (yaml: string) => read(`---\n${yaml}\n---\n\n# H\n`);

it('reads title, stories and components', () => {
  expect(
    withFrontMatter(`title: The  ledger
stories:
  - jira:PAY-10
  - jira:PAY-11, files:a/b.md
  - jira:PAY-10
components: [Ledger, system:payments/core, component:default/ledger]
owner: {any: [thing]}`),
  ).toMatchObject({
    title: 'The ledger',
    stories: ['jira:PAY-10', 'jira:PAY-11', 'files:a/b.md'],
    components: ['component:default/ledger', 'system:payments/core'],
  });
});

it('reads lists with commas', () => {
  expect(
    withFrontMatter('stories: jira:PAY-10 , jira:PAY-11\ncomponents: a, b'),
  ).toMatchObject({
    stories: ['jira:PAY-10', 'jira:PAY-11'],
    components: ['component:default/a', 'component:default/b'],
  });
});

it.each([
  ['nothing is said', '# *One* `two`\n\n## Three', 'One two'],
  ['the title is empty', '---\ntitle:\n---\n# One', 'One'],
  ['a rule begins the document', '---\n\n# One', 'One'],
  ['there is no heading', 'text', ''],
  ['the heading is endless', `# ${'a'.repeat(1000)}`, `${'a'.repeat(299)}…`],
])('takes the first heading as title where %s', (_name, document, title) => {
  expect(read(document)).toMatchObject({ title, stories: [], components: [] });
});

it.each<[name: string, yaml: string, message: RegExp | string]>([
  ['is no YAML', 'title: a\nstories: [a', /line 3: .*\]/],
  ['has a key twice', 'title: a\ntitle: b', /line 3: Map keys must be unique/],
  ['is a list', '- a', /from line 2 on, is not a YAML map/],
  ['is text', 'hello', /is not a YAML map/],
  ['has two documents', 'a: 1\n...\n%YAML 1.2\n---x\nb: 2', /more than one/],
  ['has a title that is none', 'title: [a]', "'title' is not a text"],
  ['has stories that are none', 'stories: {a: b}', "'stories' is neither"],
  ['has a story that is none', 'stories: j:1, PAY-1', /'stories'.*'PAY-1'/],
  [
    'has a component that is none',
    'components: [a, "b c"]',
    /'components'.*'b c' is not an entity reference/,
  ],
  ['has aliases', 'a: &x [1]\nb: *x', /alias \*x, which is not supported/],
  ['is nested', `a: ${'['.repeat(15000)}`, /nested too deeply/],
  ['is nested in lists', `${'- '.repeat(15000)}a`, /nested too deeply/],
  // Without a limit the YAML library is busy with this for minutes.
  ['is nested in keys', `${'? '.repeat(15000)}a`, /nested too deeply/],
  ['is long', `a: ${'b'.repeat(40000)}`, /more than the limit of 32768/],
])('refuses front matter that %s', (_name, yaml, message) => {
  expect(() => withFrontMatter(yaml)).toThrow(
    expect.objectContaining({
      name: 'InputError',
      message: expect.stringMatching(message),
    }),
  );
});

it('refuses a bomb of aliases', () => {
  const levels = Array.from(
    { length: 20 },
    (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`,
  );
  expect(() => withFrontMatter(['a0: &a0 [x]', ...levels].join('\n'))).toThrow(
    /alias \*a/,
  );
});

it('keeps keys that are names of properties', () => {
  expect(withFrontMatter('__proto__: a\nconstructor: b').text).toBe(
    '---\n__proto__: a\nconstructor: b\n---\n\n# H\n',
  );
});
