import type { JsonObject, JsonValue } from '@backstage/types';
import {
  encodeRichText,
  type SourceDocument,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { JiraSite } from './config';
import type { JiraIssue } from './JiraApi';

/**
 * Makes a document of an issue: its summary, its description, and the further fields that count, each below its name.
 *
 * @param fields - ids of the further fields
 */
export function issueDocument(
  issue: JiraIssue,
  site: Pick<JiraSite, 'browseUrl' | 'fields'>,
): SourceDocument {
  const title = textOf(issue.fields.summary);
  const description = issue.fields.description ?? null;
  const more = site.fields.flatMap(id => {
    const value = issue.fields[id];
    return value === undefined || value === null || value === ''
      ? []
      : [{ name: issue.names?.[id] ?? id, value }];
  });
  // Jira gives a text, or a document in ADF: what was asked for decides, and not always.
  const isText = [description, ...more.map(field => field.value)].every(
    value => value === null || typeof value === 'string',
  );
  return {
    content: isText
      ? encodeRichText({
          format: 'jira-wiki',
          title,
          body: wikiBody(description, more),
        })
      : encodeRichText({
          format: 'adf',
          title,
          body: adfBody(description, more),
        }),
    url: `${site.browseUrl}/browse/${issue.key}`,
    ...lastChange(issue, ['summary', 'description', ...site.fields]),
  };
}

interface NamedField {
  name: string;
  value: JsonValue;
}

function wikiBody(
  description: JsonValue,
  more: readonly NamedField[],
): string | null {
  const parts = [
    ...(typeof description === 'string' ? [description] : []),
    ...more.map(({ name, value }) => `h2. ${name}\n\n${textOf(value)}`),
  ];
  return parts.length === 0 ? null : parts.join('\n\n');
}

function adfBody(
  description: JsonValue,
  more: readonly NamedField[],
): JsonObject {
  return {
    type: 'doc',
    version: 1,
    content: [
      ...adfBlocks(description),
      ...more.flatMap(({ name, value }) => [
        {
          type: 'heading',
          attrs: { level: 2 },
          content: [{ type: 'text', text: name }],
        },
        ...adfBlocks(value),
      ]),
    ],
  };
}

/** The blocks of a value: of a document in ADF its own, of anything else a paragraph. */
function adfBlocks(value: JsonValue): JsonValue[] {
  if (isObject(value) && value.type === 'doc') {
    return Array.isArray(value.content) ? value.content : [];
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return value === null
    ? []
    : [{ type: 'paragraph', content: [{ type: 'text', text }] }];
}

/** Who last changed one of the fields that count, and when. */
function lastChange(
  issue: JiraIssue,
  fields: readonly string[],
): Pick<SourceDocument, 'changedBy' | 'changedAt'> {
  const histories = (issue.changelog?.histories ?? [])
    .filter(history =>
      history.items?.some(item =>
        fields.includes(item.fieldId ?? item.field ?? ''),
      ),
    )
    .map(history => ({
      by: history.author?.displayName,
      at: new Date(String(history.created)),
    }))
    .filter(({ at }) => !Number.isNaN(at.getTime()))
    .sort((left, right) => right.at.getTime() - left.at.getTime());
  const newest = histories.at(0);
  return { changedBy: newest?.by, changedAt: newest?.at };
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') {
    return value;
  }
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
