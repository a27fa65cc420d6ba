import type { ReactElement } from 'react';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityCoverage } from '@proofline/backstage-plugin-spec-coverage-common';
import { problemOf } from '@proofline/backstage-ui';
import { useEntityCoverage } from '../../hooks';
import { EmptyNotice, kindWord } from './EmptyNotice';
import { ProblemNotice } from './ProblemNotice';

/**
 * Shows the coverage of an entity, or why there is none. What was shown stays while it is brought up to date, except
 * when the backend says that it is not to be seen any more.
 *
 * @internal
 */
export function WithCoverage(props: {
  entity: Entity;
  loading: ReactElement;
  /** Puts around it what takes the place of a coverage. */
  frame: (notice: ReactElement) => ReactElement;
  children: (result: {
    coverage: EntityCoverage;
    /** Why the coverage could not be brought up to date. */
    error: Error | undefined;
    refresh: () => void;
  }) => ReactElement;
}) {
  const { entity, loading, frame, children } = props;
  const { data, error, refresh } = useEntityCoverage(
    stringifyEntityRef(entity),
  );
  if (error && (!data || isFinal(error))) {
    return frame(
      <ProblemNotice error={error} kind={kindWord(entity)} onRetry={refresh} />,
    );
  }
  if (!data) {
    return loading;
  }
  if (data.items.length === 0 && data.unresolved.length === 0) {
    return frame(<EmptyNotice entity={entity} />);
  }
  return children({ coverage: data, error, refresh });
}

function isFinal(error: Error): boolean {
  const problem = problemOf(error);
  return problem === 'denied' || problem === 'not-found';
}
