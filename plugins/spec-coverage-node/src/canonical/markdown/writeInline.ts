import type { Inline } from './blocks';
import { writeText } from './writeText';

/**
 * Writes text so that it is read back as it is. A break is a backslash at the end of a line; everything else is on one
 * line, except HTML that was not.
 *
 * @param place - whether the text is a paragraph, or stands behind something else on its line
 * @internal
 */
export function writeInline(
  content: readonly Inline[],
  place: 'paragraph' | 'line',
): string {
  const written: string[] = [];
  const openEmphasis: string[] = [];
  let closedEmphasis: string | undefined;
  let openLink: { url: string; title: string } | undefined;
  for (const [index, part] of content.entries()) {
    const previous = content[index - 1];
    const next = content[index + 1];
    switch (part.type) {
      case 'text': {
        const startsLine = previous === undefined || previous.type === 'break';
        const endsLine = next === undefined || next.type === 'break';
        written.push(
          writeText(part.value, {
            startsBlock: startsLine && place === 'paragraph',
            opens: startsLine || (previous.type === 'mark' && previous.open),
            closes: endsLine || (next.type === 'mark' && !next.open),
            insideLink: openLink !== undefined,
            beforeLink: next?.type === 'link' && next.open,
          }),
        );
        break;
      }
      case 'mark':
        if (part.mark !== 'emphasis') {
          written.push(part.mark === 'strong' ? '**' : '~~');
        } else if (part.open) {
          // Not the mark that stands right before it or around it, with which it would be read as one.
          const taken = endsEmphasis(previous)
            ? closedEmphasis
            : openEmphasis.at(-1) ?? (opensStrong(previous) ? '*' : undefined);
          openEmphasis.push(taken === '*' ? '_' : '*');
          written.push(openEmphasis.at(-1) ?? '');
        } else {
          closedEmphasis = openEmphasis.pop();
          written.push(closedEmphasis ?? '');
        }
        break;
      case 'code':
        written.push(writeCode(part.value));
        break;
      case 'html':
        written.push(part.value);
        break;
      case 'break':
        written.push('\\\n');
        break;
      case 'link':
        written.push(part.open ? '[' : `](${writeTarget(openLink)})`);
        openLink = part.open ? part : undefined;
        break;
      case 'image': {
        const alt = part.alt.replace(/[\\`*_~[\]<&!]/g, '\\$&');
        written.push(`![${alt}](${writeTarget(part)})`);
        break;
      }
      default:
        break;
    }
  }
  return written.join('');
}

function endsEmphasis(part: Inline | undefined): boolean {
  return part?.type === 'mark' && part.mark === 'emphasis' && !part.open;
}

function opensStrong(part: Inline | undefined): boolean {
  return part?.type === 'mark' && part.mark === 'strong' && part.open;
}

function writeCode(code: string): string {
  const runs = new Set(code.match(/`+/g));
  let fence = '`';
  while (runs.has(fence)) {
    fence += '`';
  }
  const needsSpace =
    code.startsWith('`') ||
    code.endsWith('`') ||
    (code.startsWith(' ') && code.endsWith(' '));
  return needsSpace ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`;
}

function writeTarget(
  target: { url: string; title: string } | undefined,
): string {
  const { url, title } = target ?? { url: '', title: '' };
  const destination = /^[\w\-.~:/?#@!$'*+,;=%]+$/.test(url)
    ? url
    : `<${url.replace(/[\\<>&]/g, '\\$&').replace(/\n/g, '&#10;')}>`;
  return title
    ? `${destination} "${title.replace(/[\\"&]/g, '\\$&')}"`
    : destination;
}
