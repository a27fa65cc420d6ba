import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { usePortalHref } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';

/**
 * Leads from the widget to the page; nothing in an app that does not have it.
 *
 * @internal
 */
export function Actions() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const href = usePortalHref();
  return href === undefined ? (
    <></>
  ) : (
    <ButtonLink href={href} variant="tertiary" iconEnd={<RiArrowRightLine />}>
      {t('widget.link')}
    </ButtonLink>
  );
}
