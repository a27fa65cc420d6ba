import { useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { costGovernanceTranslationRef } from '../../translation';

/** How long the button says that it did its work, in ms. */
const COPIED_MS = 3000;

/** Puts a text into the clipboard, and says so. @internal */
export function CopyButton(props: { text: string; children: string }) {
  const { children, text } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const [, copy] = useCopyToClipboard();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = isCopied && setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer || undefined);
  }, [isCopied]);
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={isCopied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() => {
        copy(text);
        setCopied(true);
      }}
    >
      {isCopied ? t('keys.dialog.copied') : children}
    </Button>
  );
}
