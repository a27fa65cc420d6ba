import { DocumentBuilder, styleOf } from '../document';
import type { Argument, Budget, Mark, Part, Style } from '../document';
import { normalizeCode } from '../text';
import { parseStorage } from './parseStorage';
import { attributesOf, parametersOf, prose, resourcesOf } from './resources';
import {
  CODE_MACROS,
  codeLanguage,
  HEADING,
  INLINE_NODES,
  isMacro,
  LEFT_OUT,
  macroName,
  MARKS,
  positive,
  SECTIONS,
  SPANS,
  taskState,
} from './vocabulary';
import { elementsOf, isElement, textOf } from './XmlElement';
import type { XmlElement, XmlNode } from './XmlElement';

interface Context {
  marks: ReadonlySet<Mark>;
  link?: string;
  /** Within a paragraph, heading or cell: what is not known there is a piece of text. */
  isText: boolean;
}

/** Walks through the elements, which are nested no deeper than the budget allowed. */
class StorageReader {
  readonly #builder: DocumentBuilder;

  constructor(builder: DocumentBuilder) {
    this.#builder = builder;
  }

  readChildren(parent: XmlElement, context: Context): void {
    parent.children.forEach(child => this.#readNode(child, context));
  }

  #readNode(node: XmlNode, context: Context): void {
    if (!isElement(node)) {
      // Space between elements is none.
      if (context.isText || prose(node) !== '') {
        this.#builder.addInline({
          type: 'text',
          value: node,
          style: styleIn(context),
        });
      }
      return;
    }
    if (
      !LEFT_OUT.has(node.name) &&
      !this.#readInline(node, context) &&
      !this.#readBlock(node, context)
    ) {
      this.#readUnknown(node, context);
    }
  }

  #readInline(element: XmlElement, context: Context): boolean {
    const { name } = element;
    const mark = MARKS.get(name);
    if (mark) {
      this.readChildren(element, {
        ...context,
        marks: new Set([...context.marks, mark]),
        isText: true,
      });
    } else if (SPANS.has(name)) {
      this.readChildren(element, { ...context, isText: true });
    } else if (name === 'br') {
      this.#builder.addInline({ type: 'break', style: styleIn(context) });
    } else if (name === 'code' || name === 'tt') {
      this.#builder.addInline({
        type: 'code',
        value: textOf(element),
        style: styleIn(context),
      });
    } else if (name === 'a') {
      this.readChildren(element, {
        ...context,
        link: context.link ?? element.attributes.get('href')?.normalize('NFC'),
        isText: true,
      });
    } else if (name === 'ac:link') {
      this.#readLink(element, context);
    } else if (INLINE_NODES.has(name)) {
      this.#addNode(
        name.replace('ac:', ''),
        [...attributesOf(element), ...resourcesOf(element)],
        context,
      );
    } else if (isMacro(element) && macroName(element) === 'status') {
      this.#addNode(
        'status',
        parametersOf(element, new Set(['colour', 'subtle'])),
        context,
      );
    } else {
      return false;
    }
    return true;
  }

  #readBlock(element: XmlElement, context: Context): boolean {
    const builder = this.#builder;
    const { name } = element;
    const text = { ...context, isText: true };
    const parts = { ...context, isText: false };
    const heading = HEADING.exec(name);
    if (heading) {
      builder.openHeading(Number(heading[1]));
      this.readChildren(element, text);
      builder.closeHeading();
      return true;
    }
    if (SECTIONS.has(name)) {
      builder.endParagraph();
      this.readChildren(element, parts);
      builder.endParagraph();
      return true;
    }
    switch (name) {
      case 'p':
        builder.endParagraph();
        this.readChildren(element, text);
        builder.endParagraph();
        return true;
      case 'pre':
        builder.addCode('', normalizeCode(textOf(element)));
        return true;
      case 'hr':
        builder.addRule();
        return true;
      default:
        return isMacro(element)
          ? this.#readMacro(element, parts)
          : this.#readContainer(element, context);
    }
  }

  #readContainer(element: XmlElement, context: Context): boolean {
    const builder = this.#builder;
    const { name } = element;
    switch (name) {
      case 'blockquote':
        builder.openQuote();
        break;
      case 'ul':
        builder.openList({ type: 'list', kind: 'bullets' });
        break;
      case 'ol':
        builder.openList({
          type: 'list',
          kind: 'numbers',
          start: positive(element.attributes.get('start')),
        });
        break;
      case 'li':
        builder.openItem('plain');
        break;
      case 'ac:task-list':
        builder.openList({ type: 'list', kind: 'tasks' });
        break;
      case 'ac:task':
        builder.openItem('tasks', taskState(element));
        break;
      case 'ac:task-body':
        this.readChildren(element, { ...context, isText: true });
        builder.endParagraph();
        return true;
      case 'table':
        builder.openTable();
        break;
      case 'tr':
        builder.openRow();
        break;
      case 'td':
      case 'th':
        builder.openCell({
          header: name === 'th',
          columns: positive(element.attributes.get('colspan')),
          rows: positive(element.attributes.get('rowspan')),
        });
        break;
      default:
        return false;
    }
    const isText = name === 'li' || name === 'td' || name === 'th';
    this.readChildren(element, { ...context, isText });
    builder.close();
    return true;
  }

  #readMacro(macro: XmlElement, context: Context): boolean {
    const builder = this.#builder;
    const name = macroName(macro);
    const parts = elementsOf(macro);
    const plain = parts.find(part => part.name === 'ac:plain-text-body');
    if (CODE_MACROS.has(name) && plain) {
      builder.addCode(codeLanguage(parts), normalizeCode(textOf(plain)));
      return true;
    }
    builder.openNode(`macro ${name}`, parametersOf(macro));
    if (plain) {
      builder.addCode('', normalizeCode(textOf(plain)));
    }
    parts
      .filter(part => part !== plain)
      .forEach(part => this.#readNode(part, context));
    builder.close();
    return true;
  }

  /** A link to something in Confluence: what it leads to, and the text of it. */
  #readLink(element: XmlElement, context: Context): void {
    const style = styleIn(context);
    const anchor = element.attributes.get('ac:anchor');
    this.#builder.addInline({ type: 'open', name: 'link', style });
    this.#addNode(
      'to',
      [
        ...resourcesOf(element),
        ...(anchor === undefined ? [] : [{ anchor: prose(anchor) }]),
      ],
      context,
    );
    elementsOf(element)
      .filter(child => !child.name.startsWith('ri:'))
      .forEach(child => this.#readNode(child, { ...context, isText: true }));
    this.#builder.addInline({ type: 'close', name: 'link', style });
  }

  #addNode(name: string, nodeArguments: Argument[], context: Context): void {
    this.#builder.addInline({
      type: 'node',
      name,
      arguments: nodeArguments,
      style: styleIn(context),
    });
  }

  /** Shows that there is something, and what is in it. */
  #readUnknown(element: XmlElement, context: Context): void {
    const { name } = element;
    const known = [...attributesOf(element), ...resourcesOf(element)];
    if (!context.isText) {
      this.#builder.openNode(name, known);
      this.readChildren(element, context);
      this.#builder.close();
      return;
    }
    const style = styleIn(context);
    this.#builder.addInline({ type: 'open', name, style });
    this.#addNode('with', known, context);
    this.readChildren(element, context);
    this.#builder.addInline({ type: 'close', name, style });
  }
}

/**
 * Reads a page in Confluence's storage format.
 *
 * @throws InputError when it cannot be read, or is too large or nested too deeply
 * @internal
 */
export function readStorage(body: string, budget: Budget): Part[] {
  const builder = new DocumentBuilder();
  new StorageReader(builder).readChildren(parseStorage(body, budget), {
    marks: new Set(),
    isText: false,
  });
  return builder.build();
}

function styleIn({ link, marks }: Context): Style {
  return styleOf(marks, link);
}
