import type { JsonObject, JsonValue } from '@backstage/types';
import type { Argument, Budget } from '../document';
import { normalizeProse } from '../text';
import { own } from './AdfNode';
import type { AdfNode } from './AdfNode';

/** Attributes of an extension that name this one copy of it, or say how it is shown while it is edited. */
const VOLATILE_PARAMETERS = new Set(['localId', 'macroMetadata']);

/** The largest number of ms since 1970 that is a date (ECMA-262, section 21.4.1.1). */
const MAX_TIME = 8.64e15;

type ReadArguments = (node: AdfNode, budget: Budget) => Argument[];

/**
 * What counts of the attributes of a node, for each type that has such attributes. The allow-list of the canonical form:
 * everything that is not read here, such as ids, widths, layouts and colours, never counts.
 */
const ARGUMENTS: ReadonlyMap<string, ReadArguments> = new Map<
  string,
  ReadArguments
>([
  // In paragraphs.
  ['mention', node => present(node.string('id'))],
  ['emoji', node => present(prose(node.string('shortName')))],
  ['status', node => present(prose(node.string('text')))],
  ['placeholder', node => present(prose(node.string('text')))],
  ['date', node => present(readDate(node))],
  ['inlineCard', readCard],
  ['media', readMedia],
  ['mediaInline', readMedia],
  ['inlineExtension', readExtension],
  // Among paragraphs.
  ['panel', node => present(node.string('panelType'))],
  ['expand', node => present(prose(node.string('title')))],
  ['nestedExpand', node => present(prose(node.string('title')))],
  ['blockCard', readCard],
  ['embedCard', readCard],
  ['extension', readExtension],
  ['bodiedExtension', readExtension],
]);

/** @internal */
export function readArguments(node: AdfNode, budget: Budget): Argument[] {
  return ARGUMENTS.get(node.type)?.(node, budget) ?? [];
}

function present(value: string | undefined): Argument[] {
  return value === undefined ? [] : [value.normalize('NFC')];
}

function prose(text: string | undefined): string | undefined {
  return text === undefined ? undefined : normalizeProse(text).trim();
}

/** The day of a date in UTC, as Atlassian shows it. */
function readDate(node: AdfNode): string | undefined {
  const timestamp = node.string('timestamp');
  const time = timestamp?.trim()
    ? Number(timestamp)
    : node.integer('timestamp', -MAX_TIME, MAX_TIME) ?? NaN;
  return Math.abs(time) <= MAX_TIME
    ? new Date(time).toISOString().split('T')[0]
    : timestamp;
}

/** The address of a smart link; for a list of issues what it asks for. What the vendor found there is not part of it. */
function readCard(node: AdfNode, budget: Budget): Argument[] {
  const data = node.object('data');
  const url = node.string('url') ?? (data && own(data, 'url'));
  const dataSource = node.object('datasource');
  return [
    ...(typeof url === 'string' ? present(url) : []),
    ...(dataSource
      ? [withoutVolatile({ parameters: own(dataSource, 'parameters') }, budget)]
      : []),
  ];
}

/**
 * An image or file: its alternative text, and its address where it is on another site. What Atlassian stores is named by ids
 * that change when a page is copied, moved or published, so they cannot count.
 */
function readMedia(node: AdfNode): Argument[] {
  const type = node.string('type') ?? 'file';
  const alternative = prose(node.string('alt'));
  return [
    type,
    ...(type === 'external' ? [node.string('url') ?? ''] : []),
    ...(alternative ? [alternative] : []),
  ];
}

function readExtension(node: AdfNode, budget: Budget): Argument[] {
  return [
    node.string('extensionKey') ?? '',
    withoutVolatile(node.object('parameters') ?? {}, budget),
  ];
}

function withoutVolatile(object: JsonObject, budget: Budget): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([key]) => !VOLATILE_PARAMETERS.has(key))
      .map(([key, value]) => [key, readParameter(value, budget, 1)]),
  );
}

/** A copy without volatile members at any depth. */
function readParameter(
  value: JsonValue | undefined,
  budget: Budget,
  depth: number,
): JsonValue {
  budget.takeNode(depth);
  if (typeof value === 'string') {
    budget.takeText(value);
    return value.normalize('NFC');
  }
  if (Array.isArray(value)) {
    return value.map(member => readParameter(member, budget, depth + 1));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !VOLATILE_PARAMETERS.has(key))
        .map(([key, member]) => [
          key,
          readParameter(member, budget, depth + 1),
        ]),
    );
  }
  return value ?? null;
}
