import { useEffect, useRef, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type {
  EntityCoverage,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { useSpecStateWord } from '../states';

/**
 * Tells people who do not see the screen which specs changed, when they are settled. What is shown at first is not news.
 *
 * @internal
 */
export function Announcer(props: { coverage: EntityCoverage }) {
  const { items } = props.coverage;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const stateWord = useSpecStateWord();
  const [message, setMessage] = useState('');
  const told = useRef(new Map<string, string>());

  useEffect(() => {
    const news: string[] = [];
    for (const spec of items) {
      const verdict = verdictOf(spec);
      const before = told.current.get(spec.ref);
      // Each invariant that is settled on the way would be one interruption.
      if (spec.proofJob || before === verdict) {
        continue;
      }
      told.current.set(spec.ref, verdict);
      if (before !== undefined) {
        news.push(
          t('announce.spec', {
            title: spec.title,
            state: stateWord(spec.state),
            proven: spec.counts.proven,
            expected: spec.counts.expected,
          }),
        );
      }
    }
    if (news.length > 0) {
      setMessage(news.join(' '));
    }
  }, [items, stateWord, t]);

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {message}
    </VisuallyHidden>
  );
}

function verdictOf(spec: SpecSummary): string {
  return JSON.stringify([spec.state, spec.contentHash, spec.counts]);
}
