/**
 * What tests of the suite compare with: an example whose numbers were worked out by hand.
 *
 * @packageDocumentation
 */
export * from './testUtils/workedExample';
