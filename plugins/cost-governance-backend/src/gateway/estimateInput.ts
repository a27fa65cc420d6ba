import { TOKENS_PER_MESSAGE } from '@proofline/backstage-plugin-cost-governance-node';
import { TextMeasure } from './TextMeasure';

/**
 * What an image counts as. Anthropic scales images down to about 1,600 tokens (https://docs.anthropic.com/en/docs/build-with-claude/vision,
 * width × height ÷ 750, at most 1.15 megapixels); OpenAI's GPT-4o takes 85 + 170 for each of at most 8 tiles, 1,445 tokens
 * (https://platform.openai.com/docs/guides/images-vision).
 */
export const TOKENS_OF_IMAGE = 1_600;

/**
 * Documents and sound count as an image for each so many characters of base64. No vendor says how many tokens they become before they are
 * read, so that this is a rule of thumb: a page of text in a PDF, or half a minute of speech.
 */
const MEDIA_LENGTH = 100_000;

/** What is generated from, of the requests of all endpoints. */
const INPUT_KEYS = [
  'messages',
  'system',
  'tools',
  'functions',
  'input',
  'instructions',
  'prompt',
  'suffix',
  'response_format',
  'output_config',
  'text',
] as const;

/** Objects with a type that begins so are images: `image`, `image_url`, `input_image`. */
const IMAGE = /^(?:input_)?image/;

const DATA_URL = /^data:[^,]{0,200};base64,/;

/**
 * Estimates the input tokens of a request. What it really was is settled afterwards.
 *
 * @param body - of a request of any vendor
 */
export function estimateInput(body: Record<string, unknown>): number {
  const text = new TextMeasure();
  let tokens = TOKENS_PER_MESSAGE;
  // Not by recursion, which a body could be nested too deeply for.
  const left: unknown[] = INPUT_KEYS.map(key => body[key]);
  for (const list of [body.messages, body.input]) {
    tokens += Array.isArray(list) ? list.length * TOKENS_PER_MESSAGE : 0;
  }
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') {
      if (DATA_URL.test(value)) {
        tokens += tokensOfMedia(value);
      } else {
        text.add(value);
      }
    } else if (typeof value === 'number') {
      // Embeddings take input that is encoded already.
      tokens += 1;
    } else if (Array.isArray(value)) {
      for (const item of value) {
        left.push(item);
      }
    } else if (typeof value === 'object' && value !== null) {
      tokens += readObject(value as Record<string, unknown>, text, left);
    }
  }
  return tokens + text.tokens();
}

/**
 * Takes an object apart: what text it has, and what there is to look at yet.
 *
 * @returns tokens of what is not text
 */
function readObject(
  value: Record<string, unknown>,
  text: TextMeasure,
  left: unknown[],
): number {
  if (typeof value.type === 'string' && IMAGE.test(value.type)) {
    return TOKENS_OF_IMAGE;
  }
  let tokens = 0;
  for (const [key, each] of Object.entries(value)) {
    if (
      typeof each === 'string' &&
      (key === 'file_data' ||
        (key === 'data' && ('media_type' in value || 'format' in value)))
    ) {
      tokens += tokensOfMedia(each);
    } else {
      // In schemas of tools the keys are most of it.
      text.add(key);
      left.push(each);
    }
  }
  return tokens;
}

function tokensOfMedia(base64: string): number {
  return Math.ceil(base64.length / MEDIA_LENGTH) * TOKENS_OF_IMAGE;
}
