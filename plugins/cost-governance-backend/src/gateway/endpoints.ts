/** The vendors whose APIs the gateway passes on. */
export const VENDOR_IDS = ['openai', 'anthropic'] as const;

/** A vendor whose API the gateway passes on. */
export type VendorId = (typeof VENDOR_IDS)[number];

/**
 * How the use of an endpoint is accounted for: by the shape in which it is asked and reports use. `free` ones use no tokens.
 */
export type EndpointKind =
  | 'chat'
  | 'responses'
  | 'completions'
  | 'embeddings'
  | 'messages'
  | 'free';

/** An endpoint of a vendor. */
export interface Endpoint {
  method: 'GET' | 'POST';
  /** What the whole path after the base URL of the vendor has to be, as it is sent. */
  path: RegExp;
  kind: EndpointKind;
}

/**
 * Also as SDKs write it, with `:`, `@` and `+` of names of fine-tuned models encoded. A dot or two would be another path, and nothing
 * that could become a slash is in it.
 */
const MODEL = '(?!\\.{1,2}$)(?:[A-Za-z0-9._:@+-]|%3[Aa]|%40|%2[Bb])+';

/**
 * What is let through: endpoints whose use the vendor reports in the answer, and those that use nothing. A path that is not one of
 * these to the letter is not passed on, so that none can climb, be decoded twice, or name another host.
 */
const ENDPOINTS: Record<VendorId, readonly Endpoint[]> = {
  openai: [
    post('/v1/chat/completions', 'chat'),
    post('/v1/responses', 'responses'),
    post('/v1/completions', 'completions'),
    post('/v1/embeddings', 'embeddings'),
    get('/v1/models'),
    get(`/v1/models/${MODEL}`),
  ],
  anthropic: [
    post('/v1/messages', 'messages'),
    post('/v1/messages/count_tokens', 'free'),
    get('/v1/models'),
    get(`/v1/models/${MODEL}`),
  ],
};

function post(path: string, kind: EndpointKind): Endpoint {
  return { method: 'POST', path: new RegExp(`^${path}$`), kind };
}

function get(path: string): Endpoint {
  return { method: 'GET', path: new RegExp(`^${path}$`), kind: 'free' };
}

/**
 * Finds what is asked for.
 *
 * @param path - what stands after `/llm/<vendor>`, as it was sent, without the query
 */
export function findEndpoint(
  vendor: VendorId,
  method: string,
  path: string,
): Endpoint | undefined {
  return ENDPOINTS[vendor].find(
    endpoint => endpoint.method === method && endpoint.path.test(path),
  );
}
