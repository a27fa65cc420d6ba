import { NotAllowedError } from '@backstage/errors';

/** LLM calls are stopped. It is answered as 403, and its message says by whom and why. */
export class LlmCallsStoppedError extends NotAllowedError {}
