export { EntitySpecDocumentCard } from './EntitySpecDocumentCard';
export { EntitySpecifiesCard } from './EntitySpecifiesCard';
export { EntityUserStoriesCard } from './EntityUserStoriesCard';
export { EntityUserStoryOfCard } from './EntityUserStoryOfCard';
