import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';

/**
 * The language of the portal, for numbers and times: they are to be in the language of the words around them, which is
 * not always the language of the browser. A component that uses translations is rendered anew when it changes.
 *
 * @public
 */
export function useLocale(): string {
  return useApi(appLanguageApiRef).getLanguage().language;
}
