export { UserStoryCoverage } from './UserStoryCoverage';
