import { type ReactNode, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
  DiffHunk,
  DiffLine,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import styles from './TextDiff.module.css';

const SIGNS: Record<DiffLine['type'], string> = {
  same: ' ',
  added: '+',
  removed: '−',
};

interface NumberedLine extends DiffLine {
  from?: number;
  to?: number;
}

/** The lines of a part with their numbers in both versions. */
function number(hunk: DiffHunk): NumberedLine[] {
  let from = hunk.fromLine;
  let to = hunk.toLine;
  return hunk.lines.map(line => {
    const numbered = {
      ...line,
      from: line.type === 'added' ? undefined : from,
      to: line.type === 'removed' ? undefined : to,
    };
    from += line.type === 'added' ? 0 : 1;
    to += line.type === 'removed' ? 0 : 1;
    return numbered;
  });
}

/** A line with the words marked that differ. */
function marked({ changes = [], text }: DiffLine): ReactNode[] {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of changes) {
    pieces.push(text.slice(at, start));
    pieces.push(
      <mark key={start} className={styles.word}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

function Content(props: { line: DiffLine }) {
  const { line } = props;
  switch (line.type) {
    case 'added':
      return <ins className={styles.text}>{marked(line)}</ins>;
    case 'removed':
      return <del className={styles.text}>{marked(line)}</del>;
    default:
      return <span className={styles.text}>{line.text}</span>;
  }
}

/** How many lines are shown before somebody asks for more. */
const FIRST_LINES = 80;

/** The first parts, as many as have so many lines; at least one. */
function firstHunks(hunks: readonly DiffHunk[]): readonly DiffHunk[] {
  let lines = 0;
  const end = hunks.findIndex((hunk, index) => {
    lines += hunk.lines.length;
    return index > 0 && lines > FIRST_LINES;
  });
  return end < 0 ? hunks : hunks.slice(0, end);
}

/**
 * Two texts, one above the other line by line, where they differ. What is left out is the same in both.
 *
 * @internal
 */
export function TextDiff(props: { hunks: readonly DiffHunk[]; title: string }) {
  const { hunks, title } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? hunks : firstHunks(hunks);
  return (
    <div className={styles.diff}>
      <table
        className={styles.table}
        aria-label={t('changes.textOf', { title })}
      >
        <thead className={styles.head}>
          <tr>
            <th scope="col">{t('changes.lineBefore')}</th>
            <th scope="col">{t('changes.lineNow')}</th>
            <th scope="col">{t('changes.line')}</th>
          </tr>
        </thead>
        {shown.map(hunk => (
          <tbody
            key={`${hunk.fromLine} ${hunk.toLine}`}
            className={styles.hunk}
          >
            {number(hunk).map(line => (
              <tr
                key={`${line.type} ${line.from} ${line.to}`}
                data-type={line.type}
              >
                <td className={styles.number}>{line.from}</td>
                <td className={styles.number}>{line.to}</td>
                <td className={styles.content}>
                  <span className={styles.line}>
                    <span className={styles.sign} aria-hidden>
                      {SIGNS[line.type]}
                    </span>
                    <Content line={line} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {shown.length < hunks.length && (
        <Button
          className={styles.more}
          variant="secondary"
          size="small"
          onPress={() => setShowAll(true)}
        >
          {t('changes.showAll')}
        </Button>
      )}
    </div>
  );
}
