import {
  type ListedInvariant,
  parseSpecRef,
  type SpecCoverageDocument,
  type SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** What all documents of a spec have in common. */
interface OfSpec {
  location: string;
  authorization: { resourceRef: string };
}

/**
 * What is found when somebody looks for a spec: by its title, its reference and all that it claims.
 *
 * @internal
 */
export function specDocument(
  spec: Pick<SpecSummary, 'ref' | 'title' | 'state'>,
  invariants: readonly ListedInvariant[],
  options: OfSpec,
): SpecCoverageDocument {
  const { source } = parseSpecRef(spec.ref);
  return {
    ...options,
    title: spec.title,
    // Claims first: this is what pages show of a text.
    text: lines(...invariants.map(claim), spec.title, ...searchable(spec.ref)),
    kind: 'Spec',
    specRef: spec.ref,
    specTitle: spec.title,
    source,
    key: '',
    story: '',
    aliases: aliases(spec.ref),
    state: spec.state,
  };
}

/**
 * What is found when somebody looks for an invariant.
 *
 * @internal
 */
export function invariantDocument(
  invariant: ListedInvariant,
  options: OfSpec,
): SpecCoverageDocument {
  const { key, specRef, specTitle, state, story = '' } = invariant;
  return {
    ...options,
    title: claim(invariant),
    text: lines(
      invariant.text,
      specTitle,
      ...searchable(specRef),
      ...(story ? searchable(story) : []),
    ),
    kind: 'Invariant',
    specRef,
    specTitle,
    source: parseSpecRef(specRef).source,
    key,
    story,
    aliases: aliases(specRef, story),
    state,
  };
}

/**
 * What is found when somebody looks for a user story: what one spec states for it.
 *
 * @param invariants - those that the spec states for the story, at least one
 * @internal
 */
export function storyDocument(
  story: string,
  invariants: readonly ListedInvariant[],
  options: OfSpec,
): SpecCoverageDocument {
  const [{ specRef, specTitle }] = invariants;
  return {
    ...options,
    title: story,
    text: lines(
      ...invariants.map(claim),
      ...searchable(story),
      specTitle,
      ...searchable(specRef),
    ),
    kind: 'UserStory',
    specRef,
    specTitle,
    source: parseSpecRef(specRef).source,
    key: '',
    story,
    aliases: aliases(specRef, story),
    state: '',
  };
}

function claim({ key, text }: ListedInvariant): string {
  return `${key}: ${text}`;
}

/** A reference as it is, and its document alone: search engines take `jira:PAY` for one word, and people look for PAY-142. */
function searchable(ref: string): string[] {
  return [ref, parseSpecRef(ref).document];
}

function aliases(...refs: string[]): string {
  return refs
    .map(ref => ref.replaceAll(':', ''))
    .join(' ')
    .trim();
}

function lines(...texts: string[]): string {
  return texts.join('\n');
}
