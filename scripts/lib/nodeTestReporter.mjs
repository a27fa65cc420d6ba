/**
 * A reporter for `node --test`: one line of JSON for each test, as
 * {@link file://./results.mjs} reads it. A `describe` is no test.
 *
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* nodeTestReporter(events) {
  for await (const { type, data } of events) {
    const isTest = type === 'test:pass' || type === 'test:fail';
    if (isTest && data.details?.type !== 'suite') {
      yield `${JSON.stringify({
        name: data.name,
        status: statusOf(type, data),
        why: (data.details?.error?.cause ?? data.details?.error)?.stack,
      })}\n`;
    }
  }
}

/**
 * @param {string} type
 * @param {any} data
 */
function statusOf(type, data) {
  if (data.skip !== undefined || data.todo !== undefined) {
    return 'skipped';
  }
  return type === 'test:pass' ? 'passed' : 'failed';
}
