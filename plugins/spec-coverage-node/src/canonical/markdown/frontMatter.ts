import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseRefList } from '@proofline/backstage-plugin-spec-coverage-common';
import { parseFrontMatterYaml } from './frontMatterYaml';

/**
 * The front matter of a Markdown spec.
 *
 * @internal
 */
export interface FrontMatter {
  /** The YAML in its canonical form; empty where there is none. */
  yaml: string;
  title?: string;
  stories: string[];
  components: string[];
}

/**
 * Reads the front matter.
 *
 * @param source - the text between the lines `---`
 * @param firstLine - the line of the document on which that text begins
 * @throws InputError that names the key or line when it cannot be read
 * @internal
 */
export function readFrontMatter(
  source: string,
  firstLine: number,
): FrontMatter {
  const { yaml, fields } = parseFrontMatterYaml(source, firstLine);
  const title = fields.get('title');
  if (title !== undefined && typeof title !== 'string') {
    throw new InputError("The front matter's 'title' is not a text.");
  }
  return {
    yaml,
    title: title?.replace(/\s+/g, ' ').trim() || undefined,
    stories: readStories(fields.get('stories')),
    components: readComponents(fields.get('components')),
  };
}

function readStories(value: unknown): string[] {
  const { refs, invalid } = parseRefList(readList('stories', value).join(','));
  if (invalid.length > 0) {
    throw new InputError(
      `The front matter's 'stories' cannot be read: ${invalid[0].reason}`,
    );
  }
  return refs;
}

function readComponents(value: unknown): string[] {
  return [...new Set(readList('components', value).map(readComponent))];
}

function readComponent(ref: string): string {
  try {
    if (/\s/.test(ref)) {
      throw new TypeError('Entity references have no white space');
    }
    return stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `The front matter's 'components' cannot be read: '${ref.slice(
        0,
        120,
      )}' is not an entity reference. Expected [<kind>:][<namespace>/]<name>, for example component:default/ledger.`,
    );
  }
}

function readList(key: string, value: unknown): string[] {
  const entries = Array.isArray(value) ? value : [value ?? ''];
  if (!entries.every(entry => typeof entry === 'string')) {
    throw new InputError(
      `The front matter's '${key}' is neither a list of references nor a text with commas between them.`,
    );
  }
  return entries
    .flatMap((entry: string) => entry.split(','))
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}
