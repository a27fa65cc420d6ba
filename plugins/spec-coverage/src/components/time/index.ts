export { DriftAge, LastProven, TimeAgo } from './Time';
