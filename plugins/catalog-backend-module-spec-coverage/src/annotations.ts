import type { Entity } from '@backstage/catalog-model';
import {
  isSpecPattern,
  isUserStoryEntityRef,
  parseRefList,
  SPEC_COVERAGE_SPECS_ANNOTATION,
  SPEC_COVERAGE_USER_STORIES_ANNOTATION,
  userStoryEntityRef,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** An entry of an annotation that is no reference. */
export interface UnreadableRef {
  annotation: string;
  reason: string;
}

/** What the annotations of an entity name. */
export interface NamedDocuments {
  /** SpecRefs, without folders and globs. */
  specs: string[];
  /** References of user stories. */
  userStories: string[];
  unreadable: UnreadableRef[];
}

/**
 * Reads the annotations of an entity. What cannot be read is reported and does not disturb the rest.
 */
export function readAnnotations(entity: Entity): NamedDocuments {
  const unreadable: UnreadableRef[] = [];
  const read = (annotation: string) => {
    const list = parseRefList(entity.metadata.annotations?.[annotation]);
    for (const { reason } of list.invalid) {
      unreadable.push({ annotation, reason });
    }
    return list.refs;
  };
  // What a folder or glob stands for, only its source can tell.
  const specs = read(SPEC_COVERAGE_SPECS_ANNOTATION).filter(
    ref => !isSpecPattern(ref),
  );
  const userStories = read(SPEC_COVERAGE_USER_STORIES_ANNOTATION).filter(
    story => {
      const reason = whyNotAStory(story);
      if (reason !== undefined) {
        unreadable.push({
          annotation: SPEC_COVERAGE_USER_STORIES_ANNOTATION,
          reason,
        });
      }
      return reason === undefined;
    },
  );
  return { specs, userStories, unreadable };
}

/**
 * Why a text is not the reference of a user story; `undefined` when it is one.
 */
export function whyNotAStory(story: string): string | undefined {
  try {
    userStoryEntityRef(story);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Those of some texts that name a story which is a document of a source. The others name an entity that somebody has
 * declared, or nothing.
 */
export function storiesOfSources(stories: readonly string[]): string[] {
  return stories.filter(
    story => whyNotAStory(story) === undefined && !isUserStoryEntityRef(story),
  );
}
