import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { answerVerify } from '../api/answers';
import { readSpecRef } from '../api/parameters';
import type { RouterOptions } from '../api/RouterOptions';

/** Registers the action that asks for a check and a proof. */
export function registerVerifySpec(
  registry: ActionsRegistryService,
  options: RouterOptions,
): void {
  registry.register({
    name: 'verify-spec',
    title: 'Verify a spec',
    description: `
Asks for a check of a spec and a proof of its current version. It takes some time; use explain-drift to see what came of it. Asking
again while a check is waiting changes nothing.`,
    attributes: { readOnly: false, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          specRef: z
            .string()
            .describe('Reference of the spec, such as jira:PAY-142'),
        }),
      output: z =>
        z.object({
          specRef: z.string(),
          check: z.object({
            id: z.string(),
            requestedAt: z.string(),
            hints: z.number(),
          }),
        }),
    },
    action: async ({ input, credentials }) => ({
      output: await answerVerify(
        options,
        credentials,
        readSpecRef(input.specRef),
      ),
    }),
  });
}
