/**
 * What the tests of frontend plugins share.
 *
 * @packageDocumentation
 */
export { browser } from './testUtils/Browser';
export { catchDownloads, cellsOf, type Download } from './testUtils/downloads';
export { rechartsOfOneSize } from './testUtils/recharts';
