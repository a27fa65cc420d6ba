import type { JsonValue } from '@backstage/types';
import { Budget, DocumentBuilder, PLAIN } from '../document';
import type { Part } from '../document';
import type { CanonicalLimits } from '../limits';
import { normalizeCode, normalizeProse } from '../text';
import { AdfNode, isObject, notAdf, own } from './AdfNode';
import { readMarks } from './marks';
import { readArguments } from './nodeArguments';
import { openContainer } from './openContainer';

/** Nodes that only arrange what is in them. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'layoutColumn',
  'layoutSection',
  'mediaGroup',
  'mediaSingle',
]);

/** Nodes that are pieces of text; a media node stands in a paragraph of its own. */
const INLINE: ReadonlySet<string> = new Set([
  'date',
  'emoji',
  'inlineCard',
  'inlineExtension',
  'media',
  'mediaInline',
  'mention',
  'placeholder',
  'status',
]);

/** Containers with text right in them. */
const CONTAIN_TEXT: ReadonlySet<string> = new Set(['decisionItem', 'taskItem']);

/** Walks through the tree. The depth of a node is how many it is within; no stack is deeper than what the budget allows. */
class AdfReader {
  readonly #builder: DocumentBuilder;
  readonly #budget: Budget;

  constructor(builder: DocumentBuilder, budget: Budget) {
    this.#builder = builder;
    this.#budget = budget;
  }

  /** @param isText - whether the parent contains text, so that nodes of unknown types in it are pieces of it */
  readContent(parent: AdfNode, depth: number, isText: boolean): void {
    for (const child of parent.content) {
      this.#budget.takeNode(depth);
      this.#readNode(new AdfNode(child, this.#budget), depth + 1, isText);
    }
  }

  #readNode(node: AdfNode, depth: number, isText: boolean): void {
    switch (node.type) {
      case 'text':
        this.#addText(node.text, node);
        this.readContent(node, depth, true);
        break;
      case 'hardBreak':
        this.#builder.addInline({ type: 'break', style: PLAIN });
        this.readContent(node, depth, true);
        break;
      case 'paragraph':
        this.#builder.endParagraph();
        this.readContent(node, depth, true);
        this.#builder.endParagraph();
        break;
      case 'heading':
        this.#readHeading(node, depth);
        break;
      case 'codeBlock':
        this.#builder.addCode(
          normalizeProse(node.string('language') ?? '')
            .trim()
            .toLowerCase(),
          normalizeCode(this.#textIn(node, depth)),
        );
        break;
      case 'rule':
        this.#builder.addRule();
        this.readContent(node, depth, false);
        break;
      default:
        this.#readOther(node, depth, isText);
    }
  }

  #readOther(node: AdfNode, depth: number, isText: boolean): void {
    if (INLINE.has(node.type)) {
      this.#builder.addInline({
        type: 'node',
        name: node.type,
        arguments: readArguments(node, this.#budget),
        style: readMarks(node, this.#budget).style,
      });
      this.readContent(node, depth, true);
    } else if (TRANSPARENT.has(node.type)) {
      this.#builder.endParagraph();
      this.readContent(node, depth, false);
      this.#builder.endParagraph();
    } else if (openContainer(this.#builder, node, this.#budget)) {
      this.readContent(node, depth, CONTAIN_TEXT.has(node.type));
      this.#builder.close();
    } else {
      this.#readUnknown(node, depth, isText);
    }
  }

  #addText(value: string | undefined, node: AdfNode): void {
    const { style, isCode } = readMarks(node, this.#budget);
    if (value) {
      this.#builder.addInline({
        type: isCode ? 'code' : 'text',
        value,
        style,
      });
    }
  }

  #readHeading(node: AdfNode, depth: number): void {
    const level = node.integer('level', 1, 6);
    if (level === undefined) {
      this.#builder.openNode('heading');
      this.readContent(node, depth, true);
      this.#builder.close();
    } else {
      this.#builder.openHeading(level);
      this.readContent(node, depth, true);
      this.#builder.closeHeading();
    }
  }

  /** Shows that there is something, and the text in it. */
  #readUnknown(node: AdfNode, depth: number, isText: boolean): void {
    const name = node.type;
    const text = node.text;
    if (!isText) {
      this.#builder.openNode(name);
      this.#addText(text, node);
      this.readContent(node, depth, false);
      this.#builder.closeUnknownNode(name);
      return;
    }
    const { style } = readMarks(node, this.#budget);
    if (!text && node.content.length === 0) {
      this.#builder.addInline({ type: 'node', name, arguments: [], style });
      return;
    }
    this.#builder.addInline({ type: 'open', name, style });
    this.#addText(text, node);
    this.readContent(node, depth, true);
    this.#builder.addInline({ type: 'close', name, style });
  }

  /** All the text in a node, whatever its marks are. */
  #textIn(node: AdfNode, depth: number): string {
    const start = node.type === 'hardBreak' ? '\n' : node.text ?? '';
    const texts = node.content.map(child => {
      this.#budget.takeNode(depth);
      return this.#textIn(new AdfNode(child, this.#budget), depth + 1);
    });
    return [start, ...texts].join('');
  }
}

/**
 * Reads a document in the Atlassian Document Format.
 *
 * @throws InputError when it is in another format, or too large, or nested too deeply
 * @internal
 */
export function readAdf(body: JsonValue, limits: CanonicalLimits): Part[] {
  if (!isObject(body) || own(body, 'type') !== 'doc') {
    throw notAdf("is no object with the type 'doc'");
  }
  const budget = new Budget(limits);
  const builder = new DocumentBuilder();
  const reader = new AdfReader(builder, budget);
  reader.readContent(new AdfNode(body, budget), 1, false);
  return builder.build();
}
