/**
 * The conformance kit: tests that each source and each prover must pass, and local servers that play the vendors.
 *
 * @packageDocumentation
 */
export { createSourceState } from './testUtils/createSourceState';
export {
  describeProver,
  type DescribeProverOptions,
  type ProverSample,
  type ProverSamples,
} from './testUtils/describeProver';
export {
  describeSpecSource,
  type DescribeSpecSourceOptions,
  type SpecSourceFixture,
} from './testUtils/describeSpecSource';
export * from './testUtils/vendors';
