import type { IndexableDocument } from '@backstage/plugin-search-common';
import type { InvariantState, SpecState } from './coverage';

/**
 * The type of the documents of this plugin in the search of Backstage.
 *
 * @public
 */
export const SPEC_COVERAGE_DOCUMENT_TYPE = 'spec-coverage';

/**
 * A spec, an invariant or a user story in the search of Backstage. What does not apply is an empty text: some search
 * engines know no fields but those of the first document that they see.
 *
 * @public
 */
export interface SpecCoverageDocument extends IndexableDocument {
  /**
   * What was found, written as the kinds of the catalog are, so that the search page can narrow both by one filter. A user
   * story is found once for each spec that states invariants for it.
   */
  kind: 'Spec' | 'Invariant' | 'UserStory';
  /** The spec itself, or the one that states it. */
  specRef: string;
  /** Title of that spec. */
  specTitle: string;
  /** Id of the source of that spec, such as `jira`. */
  source: string;
  /** Key of an invariant. */
  key: string;
  /** The story itself, or the one that asked for the invariant, such as `jira:PAY-10`. */
  story: string;
  /** The references as some search engines read them: Backstage's for PostgreSQL takes colons out of what is looked for. */
  aliases: string;
  /** State of a spec or an invariant when it was indexed. It may have changed since. */
  state: SpecState | InvariantState | '';
}
