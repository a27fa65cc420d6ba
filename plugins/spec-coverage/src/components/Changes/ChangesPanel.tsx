import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, VisuallyHidden } from '@backstage/ui';
import type {
  SpecChanges,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { Bone, messageOf } from '@proofline/backstage-ui';
import { useSpecChanges } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { RefreshNotice } from '../feedback';
import { TimeAgo } from '../time';
import { InvariantChangeList } from './InvariantChangeList';
import { TextDiff } from './TextDiff';
import styles from './ChangesPanel.module.css';

function Author(props: { changes: SpecChanges }) {
  const { from, to } = props.changes;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (!from || !to) {
    return null;
  }
  const ago = <TimeAgo at={to.changedAt ?? to.seenAt} />;
  return (
    <p className={styles.facts}>
      <span>
        {to.changedBy === undefined
          ? t('changes.changed', { ago })
          : t('changes.changedBy', { name: to.changedBy, ago })}
      </span>
      <span>
        {t('changes.versions', {
          from: <code>{from.contentHash}</code>,
          to: <code>{to.contentHash}</code>,
        })}
      </span>
    </p>
  );
}

function Differences(props: { spec: SpecSummary; changes: SpecChanges }) {
  const { changes, spec } = props;
  const { from, hunks, invariants, to, truncated } = changes;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={styles.panel}>
      <Author changes={changes} />
      {from?.canonicalizer !== to?.canonicalizer && (
        <Alert
          status="info"
          icon
          title={t('changes.otherRules')}
          description={t('changes.otherRulesHint')}
        />
      )}
      {invariants.length > 0 ? (
        <InvariantChangeList changes={invariants} title={spec.title} />
      ) : (
        <p className={styles.sentence}>{t('changes.onlyProse')}</p>
      )}
      {hunks.length > 0 && <TextDiff hunks={hunks} title={spec.title} />}
      {truncated && <p className={styles.sentence}>{t('changes.truncated')}</p>}
    </div>
  );
}

/**
 * What changed since a spec was last proven: by whom, which invariants, and the text itself.
 *
 * @internal
 */
export function ChangesPanel(props: { spec: SpecSummary }) {
  const { spec } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { data, error, refresh } = useSpecChanges(spec);
  if (data) {
    return (
      <>
        <RefreshNotice error={error} />
        <Differences spec={spec} changes={data} />
      </>
    );
  }
  if (error) {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('changes.failed')}
        description={messageOf(error)}
        customActions={
          <Button size="small" variant="secondary" onPress={refresh}>
            {t('problem.retry')}
          </Button>
        }
      />
    );
  }
  return (
    <div aria-busy>
      <VisuallyHidden role="status">{t('loading.changes')}</VisuallyHidden>
      <Bone width="100%" height="6rem" />
    </div>
  );
}
