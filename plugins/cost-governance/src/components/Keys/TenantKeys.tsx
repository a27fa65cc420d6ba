import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiAddLine, RiKey2Line } from '@remixicon/react';
import { Notice } from '@proofline/backstage-ui';
import { useVirtualKeys } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { AnswerOf, inCard, Section } from '../feedback';
import { ShowMore } from '../Table';
import { CreateKeyDialog } from './CreateKeyDialog';
import { KeyTable } from './KeyTable';
import { useMayChangeKeys } from './useMayChangeKeys';

/** How many keys are listed at first, and how many more at a time. */
const STEP = 20;

/**
 * The virtual keys of one tenant, and to create one, for those who may.
 *
 * @internal
 */
export function TenantKeys(props: { tenant: string }) {
  const { tenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const [wanted, setWanted] = useState(STEP);
  const [isCreating, setCreating] = useState(false);
  const answer = useVirtualKeys({ tenant, wanted });
  const may = useMayChangeKeys();
  return (
    <Section
      title={t('keys.title')}
      hint={t('keys.hint')}
      actions={
        may.create && (
          <Button
            size="small"
            iconStart={<RiAddLine />}
            onPress={() => setCreating(true)}
          >
            {t('keys.create')}
          </Button>
        )
      }
    >
      <AnswerOf answer={answer} what={t('keys.title')} frame={inCard}>
        {({ items, nextCursor }) =>
          inCard(
            items.length === 0 ? (
              <Notice
                icon={RiKey2Line}
                title={t('keys.empty')}
                description={t('keys.emptyHint')}
              />
            ) : (
              <>
                <KeyTable keys={items} />
                {nextCursor && (
                  <ShowMore
                    isPending={answer.isPrevious}
                    onPress={() => setWanted(wanted + STEP)}
                  >
                    {t('keys.showMore')}
                  </ShowMore>
                )}
              </>
            ),
          )
        }
      </AnswerOf>
      {isCreating && (
        <CreateKeyDialog tenant={tenant} onClose={() => setCreating(false)} />
      )}
    </Section>
  );
}
