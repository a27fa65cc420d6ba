/**
 * Annotation on any entity: the specs it was built from, a comma-separated list of SpecRefs.
 *
 * @public
 */
export const SPEC_COVERAGE_SPECS_ANNOTATION = 'proofline.io/specs';

/**
 * Annotation on any entity: the user stories behind it, a comma-separated list of references such as `jira:PAY-10`.
 *
 * @public
 */
export const SPEC_COVERAGE_USER_STORIES_ANNOTATION =
  'proofline.io/user-stories';

/**
 * The `apiVersion` of the kinds `Spec` and `UserStory`.
 *
 * @public
 */
export const PROOFLINE_API_VERSION = 'proofline.io/v1alpha1';

/**
 * Relation of a component to a spec it was built from. The other direction is {@link RELATION_SPECIFIES}.
 *
 * @public
 */
export const RELATION_SPECIFIED_BY = 'specifiedBy';

/**
 * Relation of a spec to what it specifies.
 *
 * @public
 */
export const RELATION_SPECIFIES = 'specifies';

/**
 * Relation of a spec or component to a user story that asked for it. The other direction is {@link RELATION_USER_STORY_OF}.
 *
 * @public
 */
export const RELATION_HAS_USER_STORY = 'hasUserStory';

/**
 * Relation of a user story to the specs and components that it asked for.
 *
 * @public
 */
export const RELATION_USER_STORY_OF = 'userStoryOf';
