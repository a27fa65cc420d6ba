import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/*
 * Cards that only the pages of Spec and UserStory entities have.
 */

const specDocumentCard = EntityCardBlueprint.make({
  name: 'document',
  params: {
    type: 'info',
    filter: { kind: 'spec' },
    loader: () =>
      import('./components/EntityPages').then(m => (
        <m.EntitySpecDocumentCard />
      )),
  },
});

const specifiesCard = EntityCardBlueprint.make({
  name: 'specifies',
  params: {
    type: 'content',
    filter: { kind: 'spec' },
    loader: () =>
      import('./components/EntityPages').then(m => <m.EntitySpecifiesCard />),
  },
});

const userStoriesCard = EntityCardBlueprint.make({
  name: 'user-stories',
  params: {
    type: 'content',
    filter: { kind: 'spec' },
    loader: () =>
      import('./components/EntityPages').then(m => <m.EntityUserStoriesCard />),
  },
});

const userStoryOfCard = EntityCardBlueprint.make({
  name: 'user-story-of',
  params: {
    type: 'content',
    filter: { kind: 'userstory' },
    loader: () =>
      import('./components/EntityPages').then(m => <m.EntityUserStoryOfCard />),
  },
});

/** The cards, as the plugin brings them. */
export const entityPageCards = [
  specDocumentCard,
  specifiesCard,
  userStoriesCard,
  userStoryOfCard,
];
