import { useEffect, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { SPEC_COVERAGE_SPECS_ANNOTATION } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import styles from './Snippet.module.css';

/** How long the button says that it did its work, in ms. */
const COPIED_MS = 3000;

/**
 * A piece of a file with the lines to add marked, to be copied.
 *
 * @internal
 */
export function Snippet(props: {
  text: string;
  /** Which lines are to be added; those of an annotation by default. */
  isNew?: (line: string) => boolean;
}) {
  const { isNew = isAnnotation, text } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied && setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer || undefined);
  }, [copied]);
  return (
    <>
      <pre className={styles.code}>
        {text.split('\n').map((line, index) => (
          <code
            key={index}
            className={styles.line}
            data-new={isNew(line) || undefined}
          >
            {`${line}\n`}
          </code>
        ))}
      </pre>
      <Button
        variant="secondary"
        size="small"
        iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => {
          copy(text);
          setCopied(true);
        }}
      >
        {copied ? t('empty.copied') : t('empty.copy')}
      </Button>
    </>
  );
}

function isAnnotation(line: string): boolean {
  return (
    line.trim() === 'annotations:' ||
    line.includes(SPEC_COVERAGE_SPECS_ANNOTATION)
  );
}
