import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Prover } from './prover';
import type { SourceState, SpecSource } from './source';

/**
 * Takes sources of specs.
 *
 * @public
 */
export interface SpecSourcesExtensionPoint {
  /**
   * Adds a source.
   *
   * @throws Error when a source of the same id was added before
   */
  addSource(source: SpecSource): void;
  /**
   * What a source remembers. It can be taken before the database is there; its methods wait for it.
   *
   * @param sourceId - the id of the source that will use it
   */
  stateOf(sourceId: string): SourceState;
}

/**
 * Where modules add sources of specs.
 *
 * @public
 */
export const specSourcesExtensionPoint =
  createExtensionPoint<SpecSourcesExtensionPoint>({
    id: 'spec-coverage.specSources',
  });

/**
 * Takes provers.
 *
 * @public
 */
export interface ProversExtensionPoint {
  /**
   * Adds a prover.
   *
   * Several provers may settle the same language: each then gets a job of its own.
   *
   * @throws Error when a prover of the same id was added before
   */
  addProver(prover: Prover): void;
}

/**
 * Where modules add provers.
 *
 * @public
 */
export const proversExtensionPoint =
  createExtensionPoint<ProversExtensionPoint>({ id: 'spec-coverage.provers' });
