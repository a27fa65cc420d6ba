import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useRefusals } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { RefusalChart } from '../charts/RefusalChart';
import { AnswerOf, inCard } from '../feedback';
import { type Range, rangeOf } from './useRange';

/** Refusals of one tenant or of all, by day and why. @internal */
export function Refusals(props: {
  tenant?: string;
  range: Range;
  fileName: string;
}) {
  const { fileName, range, tenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const answer = useRefusals({ tenant, ...rangeOf(range) });
  return (
    <AnswerOf answer={answer} what={t('charts.refusals')} frame={inCard}>
      {report => <RefusalChart report={report} fileName={fileName} />}
    </AnswerOf>
  );
}
