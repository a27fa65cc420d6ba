/** Where a page of a list ended: the values of the columns that the list is ordered by, the moment in ms since 1970. */
export type Cursor = [moment: number, id: string];
