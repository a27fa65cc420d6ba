import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResultHighlight } from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import { Link } from '@backstage/ui';
import type {
  InvariantState,
  SpecCoverageDocument,
  SpecState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { InvariantStateBadge, SpecStateBadge } from '../states';
import type { SpecCoverageSearchResultListItemProps } from './SpecCoverageSearchResultListItemProps';
import styles from './SearchResultListItem.module.css';

/** The text of a field, with what matched marked. */
function Highlighted(props: {
  text: string;
  field: string;
  highlight: ResultHighlight | undefined;
}) {
  const { field, highlight, text } = props;
  const marked = highlight?.fields[field];
  return marked ? (
    <HighlightedSearchResultText
      text={marked}
      preTag={highlight.preTag}
      postTag={highlight.postTag}
    />
  ) : (
    <>{text}</>
  );
}

/** The state that was indexed. It says so itself: the search is some minutes behind. */
function IndexedState(props: { document: SpecCoverageDocument }) {
  const { kind, state } = props.document;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (!state || kind === 'UserStory') {
    return null;
  }
  return (
    <span title={t('search.asIndexed')}>
      {kind === 'Spec' ? (
        <SpecStateBadge state={state as SpecState} />
      ) : (
        <InvariantStateBadge state={state as InvariantState} />
      )}
    </span>
  );
}

/**
 * A spec, an invariant or a user story among the results of a search.
 *
 * @internal
 */
export function SearchResultListItem(
  props: SpecCoverageSearchResultListItemProps,
) {
  const { highlight, icon } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = props.result as SpecCoverageDocument | undefined;
  if (!result) {
    return null;
  }
  const { kind, location, specRef, specTitle, story, text, title } = result;
  return (
    <div className={styles.item}>
      {icon && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <div className={styles.content}>
        <Link href={location} variant="title-x-small" className={styles.title}>
          <Highlighted text={title} field="title" highlight={highlight} />
        </Link>
        <div className={styles.facts}>
          <IndexedState document={result} />
          <span>{t(`search.kind.${kind}`)}</span>
          {kind === 'Spec' ? (
            <span className={styles.ref}>{specRef}</span>
          ) : (
            <span>{t('search.in', { spec: specTitle })}</span>
          )}
          {kind === 'Invariant' && story && (
            <span>{t('search.story', { story })}</span>
          )}
        </div>
        {/* The claim of an invariant is its title. */}
        {kind !== 'Invariant' && (
          <p className={styles.text}>
            <Highlighted text={text} field="text" highlight={highlight} />
          </p>
        )}
      </div>
    </div>
  );
}
