export { JiraServer } from './JiraServer';
