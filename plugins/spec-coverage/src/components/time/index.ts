export { DriftAge, LastProven, OldestDrift, TimeAgo } from './Time';
