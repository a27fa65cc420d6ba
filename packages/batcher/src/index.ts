/**
 * Does for many callers at once what costs as much for one as for many.
 *
 * @packageDocumentation
 */
export { Batcher } from './Batcher';
