import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { refuseWhatIsNoText } from '../text';
import type { Budget } from '../document';

/**
 * A node or mark of a document in the Atlassian Document Format, read with care: what is inherited from a prototype is not
 * part of it, and an attribute of a type that it cannot have is not there.
 *
 * @internal
 */
export class AdfNode {
  readonly type: string;
  readonly #json: JsonObject;
  readonly #budget: Budget;

  /**
   * @throws InputError when the value is no node
   */
  constructor(json: JsonValue, budget: Budget) {
    if (!isObject(json)) {
      throw notAdf('has a node that is no object');
    }
    const type = own(json, 'type');
    if (typeof type !== 'string') {
      throw notAdf('has a node without a type');
    }
    refuseWhatIsNoText(type, 'The type of a node');
    budget.takeText(type);
    this.type = type;
    this.#json = json;
    this.#budget = budget;
  }

  /** The nodes in it, as they stand in the document. */
  get content(): JsonValue[] {
    return this.#list('content');
  }

  /** The marks, as they stand in the document. */
  get marks(): JsonValue[] {
    return this.#list('marks');
  }

  /** The text of a text node; undefined where there is none. */
  get text(): string | undefined {
    const text = own(this.#json, 'text');
    if (text === undefined || text === null) {
      return undefined;
    }
    if (typeof text !== 'string') {
      throw notAdf('has a text that is no text');
    }
    return this.#take(text);
  }

  /** An attribute that is a text. */
  string(name: string): string | undefined {
    const value = this.#attribute(name);
    return typeof value === 'string' ? this.#take(value) : undefined;
  }

  /** An attribute that is a whole number within bounds. */
  integer(name: string, min: number, max: number): number | undefined {
    const value = this.#attribute(name);
    return typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= min &&
      value <= max
      ? value
      : undefined;
  }

  /** An attribute that is an object. */
  object(name: string): JsonObject | undefined {
    const value = this.#attribute(name);
    return isObject(value) ? value : undefined;
  }

  #attribute(name: string): JsonValue | undefined {
    const attributes = own(this.#json, 'attrs');
    return isObject(attributes) ? own(attributes, name) : undefined;
  }

  #list(name: string): JsonValue[] {
    const list = own(this.#json, name);
    if (list === undefined || list === null) {
      return [];
    }
    if (!Array.isArray(list)) {
      throw notAdf(`has a node of which '${name}' is no list`);
    }
    return list;
  }

  #take(text: string): string {
    refuseWhatIsNoText(text, 'A text of the document');
    this.#budget.takeText(text);
    return text;
  }
}

/** @internal */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A member of an object, and none that it inherits, such as `toString`.
 *
 * @internal
 */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** @internal */
export function notAdf(what: string): InputError {
  return new InputError(
    `The document is not in the Atlassian Document Format: it ${what}. Open it in its editor and save it again.`,
  );
}
