import contract from '../schema/generated/openapi.json';
import type { Endpoint, EndpointKind } from './endpoints';
import { estimateInput } from './estimateInput';
import { Refusal } from './Refusal';

/** A call that is to be passed on. */
export interface GatewayCall {
  model: string;
  isStream: boolean;
  /** Tokens that are estimated for what is sent. */
  inputTokens: number;
  /** The most that may be answered. */
  maxOutputTokens: number;
  /** What is sent to the vendor: as it came, unless use has to be asked for. */
  body: Buffer;
  /** Whether the gateway asked for use, so that the caller shall not see it. */
  isUseAskedFor: boolean;
}

/** What the contract allows as a model, and as tokens of a reservation. */
const { model: MODEL_SCHEMA, tokens: TOKENS_SCHEMA } =
  contract.components.schemas.ReservationRequest.properties;
const MODEL = new RegExp(MODEL_SCHEMA.pattern);

/** The most answers to one request, of OpenAI. */
const MOST_CHOICES = 128;

/** The keys that limit output, the one that counts first. */
const MAX_OUTPUT_KEYS: Record<Exclude<EndpointKind, 'free'>, string[]> = {
  chat: ['max_completion_tokens', 'max_tokens'],
  responses: ['max_output_tokens'],
  completions: ['max_tokens'],
  embeddings: [],
  messages: ['max_tokens'],
};

/**
 * Reads what a call is about.
 *
 * @throws Refusal with 400 when it cannot be accounted for, and the message says why
 */
export function readGatewayCall(
  kind: Exclude<Endpoint['kind'], 'free'>,
  raw: Buffer,
  defaultMaxOutputTokens: number,
): GatewayCall {
  const body = parse(raw);
  const { background, model, stream } = body;
  if (!isModel(model)) {
    throw new Refusal(
      400,
      `'model' is not the name of a model: letters, digits and . _ : / @ + - of them, at most ${MODEL_SCHEMA.maxLength}`,
    );
  }
  if (kind === 'responses' && background) {
    throw new Refusal(
      400,
      `'background' is not passed on: its answer does not say what was used, so that the gateway cannot account for it. Leave it out`,
    );
  }
  const isStream = stream === true;
  const inputTokens = estimateInput(body);
  const maxOutputTokens = readMaxOutput(kind, body, defaultMaxOutputTokens);
  if (inputTokens + maxOutputTokens > TOKENS_SCHEMA.maximum) {
    throw new Refusal(
      400,
      `The request may use ${
        inputTokens + maxOutputTokens
      } tokens, more than the ${TOKENS_SCHEMA.maximum} that one call can have`,
    );
  }
  const options = (body.stream_options ?? {}) as Record<string, unknown>;
  const isUseAskedFor =
    isStream &&
    (kind === 'chat' || kind === 'completions') &&
    typeof options === 'object' &&
    options.include_usage !== true;
  return {
    model,
    isStream,
    inputTokens,
    maxOutputTokens,
    isUseAskedFor,
    body: isUseAskedFor
      ? Buffer.from(
          JSON.stringify({
            ...body,
            stream_options: { ...options, include_usage: true },
          }),
        )
      : raw,
  };
}

/** Whether something is a model as the contract has them. */
export function isModel(model: unknown): model is string {
  return (
    typeof model === 'string' &&
    model.length <= MODEL_SCHEMA.maxLength &&
    MODEL.test(model)
  );
}

function parse(raw: Buffer): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(400, 'The body is not a JSON object');
  }
  return body as Record<string, unknown>;
}

function readMaxOutput(
  kind: Exclude<EndpointKind, 'free'>,
  body: Record<string, unknown>,
  byDefault: number,
): number {
  if (kind === 'embeddings') {
    return 0;
  }
  // All are looked at, also those that do not count: a wrong one is no reason to guess which one the vendor takes.
  const [max = byDefault] = MAX_OUTPUT_KEYS[kind]
    .map(key => readWhole(body, key, 0, TOKENS_SCHEMA.maximum))
    .filter(each => each !== undefined);
  if (kind !== 'chat' && kind !== 'completions') {
    return max;
  }
  const choices = Math.max(
    readWhole(body, 'n', 1, MOST_CHOICES) ?? 1,
    readWhole(body, 'best_of', 1, MOST_CHOICES) ?? 1,
  );
  // Each text is completed; a list of numbers, or of lists of them, is text that is encoded.
  const prompts =
    kind === 'completions' &&
    Array.isArray(body.prompt) &&
    typeof body.prompt[0] !== 'number'
      ? Math.max(1, body.prompt.length)
      : 1;
  return max * choices * prompts;
}

function readWhole(
  body: Record<string, unknown>,
  key: string,
  min: number,
  max: number,
): number | undefined {
  const value = body[key] ?? undefined;
  if (value === undefined) {
    return undefined;
  }
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < min ||
    value > max
  ) {
    throw new Refusal(
      400,
      `'${key}' is not a whole number from ${min} to ${max}`,
    );
  }
  return value;
}
