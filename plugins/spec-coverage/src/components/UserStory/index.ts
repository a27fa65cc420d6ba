export { storyOfEntity } from './storyOfEntity';
export { UserStoryCoverage } from './UserStoryCoverage';
export { UserStorySummary } from './UserStorySummary';
