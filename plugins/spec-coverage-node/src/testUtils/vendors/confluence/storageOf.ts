import { randomUUID } from 'node:crypto';
import { claimCode, type SampleSpec } from '../SampleSpec';

/**
 * A spec in Confluence's storage format, with new macro ids at each call.
 *
 * @internal
 */
export function storageOf(spec: SampleSpec): string {
  return [
    ...spec.prose.map(text => `<p>${escape(text)}</p>`),
    ...spec.claims.map(
      claim =>
        `<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="${randomUUID()}"><ac:parameter ac:name="language">${escape(
          claim.language,
        )}</ac:parameter><ac:plain-text-body><![CDATA[${claimCode(
          claim,
        ).replaceAll(
          ']]>',
          ']]]]><![CDATA[>',
        )}]]></ac:plain-text-body></ac:structured-macro>`,
    ),
  ].join('');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');
}
