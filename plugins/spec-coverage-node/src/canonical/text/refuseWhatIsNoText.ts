import { InputError } from '@backstage/errors';

/** Half of a character that needs two UTF-16 units; each control character of ASCII that is not white space. */
const NO_TEXT = /\p{Cs}|(?![\t\n\v\f\r\u007f-\u009f])\p{Cc}/u;

/**
 * Checks that a string is text that every database can hold and every browser can show.
 *
 * @param where - what the string is, for the message, such as `The title`
 * @throws InputError when it has a control character or half of a character
 * @internal
 */
export function refuseWhatIsNoText(text: string, where: string): void {
  const match = NO_TEXT.exec(text);
  if (!match) {
    return;
  }
  const code = match[0].charCodeAt(0);
  const name = `U+${code.toString(16).padStart(4, '0').toUpperCase()}`;
  const what =
    code < 0x20
      ? `the control character ${name}${code === 0 ? ' (NUL)' : ''}`
      : `half of a character, ${name}`;
  throw new InputError(
    `${where} is not text: it has ${what}. Remove it and save the document again.`,
  );
}
