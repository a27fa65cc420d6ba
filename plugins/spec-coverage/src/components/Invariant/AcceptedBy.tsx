import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Acceptance } from '@proofline/backstage-plugin-spec-coverage-common';
import { useEntityNames, useLocale } from '@proofline/backstage-ui';
import { formatDate, formatMoment } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { TimeAgo } from '../time';
import styles from './AcceptedBy.module.css';

/**
 * Who took a risk, when, until when, and why.
 *
 * @internal
 */
export function AcceptedBy(props: { acceptance: Acceptance }) {
  const { acceptedAt, acceptedBy, reason, until } = props.acceptance;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const nameOf = useEntityNames([acceptedBy]);
  return (
    <p className={styles.acceptance}>
      {t('acceptance.by', {
        person: <span title={acceptedBy}>{nameOf(acceptedBy)}</span>,
        ago: <TimeAgo at={acceptedAt} />,
        until: (
          <time dateTime={until} title={formatMoment(until, locale)}>
            {formatDate(until, locale)}
          </time>
        ),
      })}{' '}
      <q>{reason}</q>
    </p>
  );
}
