export { ShowMore } from './ShowMore';
export { Table } from './Table';
export type { Column } from './Table';
