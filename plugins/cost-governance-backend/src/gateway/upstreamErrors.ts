import type { Dispatcher } from 'undici';
import { keyOf } from './config';
import type { VendorId } from './endpoints';
import { toCallerHeaders } from './headers';
import type { PassedRequest } from './PassedRequest';
import { Refusal } from './Refusal';

/** More than any error of a vendor has, in bytes. */
const MAX_ERROR_BYTES = 1024 * 1024;

/** What is told to a caller whose request got no answer. */
export function toUnreached(vendor: VendorId, error: unknown): Refusal {
  const { code } = error as { code?: unknown };
  return new Refusal(
    502,
    `${vendor} could not be asked by the gateway of the portal: ${
      // A message may have an address in it that is nobody's business.
      typeof code === 'string' ? code : 'the connection failed'
    }`,
  );
}

/**
 * Passes an error of a vendor on, such as that it has too many requests. One about the key of the portal is not the caller's, and
 * might tell of the key.
 *
 * @throws Refusal for what is not passed on
 */
export async function passErrorOn(
  { config, logger, response, vendor }: PassedRequest,
  answer: Dispatcher.ResponseData,
): Promise<void> {
  const { headers, statusCode } = answer;
  const body = await readError(answer);
  if (statusCode === 401 || statusCode === 403) {
    logger.error(
      `${vendor} refuses the key of the portal with ${statusCode}: check ${keyOf(
        vendor,
      )}`,
    );
    throw new Refusal(
      502,
      `${vendor} refuses the gateway of the portal: tell the admins of the portal`,
      true,
    );
  }
  if (statusCode < 400) {
    logger.error(
      `${vendor} answers with a redirect, ${statusCode}, which the gateway does not follow: check its baseUrl`,
    );
    throw new Refusal(
      502,
      `${vendor} sent the gateway of the portal elsewhere: tell the admins of the portal`,
      true,
    );
  }
  if (body === undefined || body.includes(config.apiKey)) {
    throw new Refusal(
      502,
      `${vendor} answered with ${statusCode}, and nothing that can be passed on`,
    );
  }
  response.writeHead(statusCode, toCallerHeaders(config, headers, false));
  response.end(body);
}

/** The body of an error; undefined where it is too long, or broke off. */
async function readError({
  body,
}: Dispatcher.ResponseData): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > MAX_ERROR_BYTES) {
        return undefined;
      }
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
