import { useLocale } from '@proofline/backstage-ui';
import { formatNumber, formatTokens } from '../../format';

/** A number of tokens in short, with the exact one when pointed at. @internal */
export function Tokens(props: { count: number }) {
  const { count } = props;
  const locale = useLocale();
  return (
    <span title={formatNumber(count, locale)}>
      {formatTokens(count, locale)}
    </span>
  );
}
