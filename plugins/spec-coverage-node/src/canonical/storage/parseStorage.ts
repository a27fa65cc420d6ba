import { InputError } from '@backstage/errors';
import { decodeHTMLStrict } from 'entities';
import { SaxesParser } from 'saxes';
import type { Budget } from '../document';
import type { XmlElement } from './XmlElement';

const ENTITY_NAME = /^[A-Za-z][A-Za-z0-9]{1,31}$/;

/**
 * Parses Confluence's storage format: XML whose prefixes are declared nowhere, with the entities of HTML. Nothing that a document
 * declares has an effect, since it may declare nothing.
 *
 * @returns an element without a name that contains all others
 * @throws InputError when it is not well-formed, declares something, or is too large or nested too deeply
 * @internal
 */
export function parseStorage(body: string, budget: Budget): XmlElement {
  const root: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open: XmlElement[] = [root];
  const parser = new SaxesParser({ fragment: true });
  Object.setPrototypeOf(parser.ENTITIES, htmlEntities());
  const addText = (text: string) => {
    budget.takeText(text);
    const { children } = open[open.length - 1];
    const last = children.length - 1;
    const previous = children[last];
    if (typeof previous === 'string') {
      children[last] = previous + text;
    } else {
      children.push(text);
    }
  };
  parser.on('opentag', ({ attributes, name }) => {
    budget.takeNode(open.length);
    const values = Object.entries(attributes);
    values.forEach(([, value]) => budget.takeText(value));
    const element: XmlElement = {
      name,
      attributes: new Map(values),
      children: [],
    };
    open[open.length - 1].children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('doctype', () => {
    throw notStorage(parser.line, 'it declares a document type');
  });
  parser.on('processinginstruction', () => {
    throw notStorage(parser.line, 'it has a processing instruction');
  });
  parser.on('error', () => {
    // The parser's own words can hold what the document says.
    throw notStorage(parser.line, 'it is not well-formed');
  });
  parser.write(body).close();
  return root;
}

function notStorage(line: number, reason: string): InputError {
  return new InputError(
    `The page cannot be read as Confluence's storage format: ${reason}, on line ${line} of its source.`,
  );
}

/** The named characters of HTML, looked up when they are needed. */
function htmlEntities(): Record<string, string> {
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string' || !ENTITY_NAME.test(name)) {
          return undefined;
        }
        const reference = `&${name};`;
        const character = decodeHTMLStrict(reference);
        return character === reference ? undefined : character;
      },
    },
  );
}
