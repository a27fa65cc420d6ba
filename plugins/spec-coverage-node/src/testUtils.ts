/**
 * The conformance kit: tests that each source and each prover must pass.
 *
 * @packageDocumentation
 */
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
