import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { answerEntityCoverage } from '../api/answers';
import { readEntityRefs } from '../api/parameters';
import type { RouterOptions } from '../api/RouterOptions';

/** Registers the action that tells how much is proven. */
export function registerGetCoverage(
  registry: ActionsRegistryService,
  options: RouterOptions,
): void {
  registry.register({
    name: 'get-coverage',
    title: 'Get spec coverage',
    description: `
Tells how many of the invariants that specs state are proven now, of one entity of the catalog or of the whole portal.

\`percentage\` is proven ÷ expected, and is absent where there is nothing to prove. \`accepted\` is a risk that a person took; it is
not counted as proven. \`stale\` was proven, but the document has changed since.`,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe(
              'Entity ref, such as component:default/ledger. Without it, the whole portal.',
            ),
        }),
      output: z =>
        z.object({
          percentage: z.number().optional(),
          counts: z
            .record(z.number())
            .describe('expected, and how many are in each state'),
          specs: z.number(),
          provenSpecs: z.number(),
          openDrifts: z.number(),
          oldestDriftOpenedAt: z.string().optional(),
          lastProvenAt: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef } = readEntityRefs(input);
      const coverage = entityRef
        ? await answerEntityCoverage(options, credentials, entityRef)
        : await options.coverage.portal({
            scope: await options.authorizer.readScope(credentials),
          });
      const {
        percentage,
        counts,
        specs,
        provenSpecs,
        openDrifts,
        oldestDriftOpenedAt,
        lastProvenAt,
      } = coverage;
      return {
        output: {
          percentage,
          counts,
          specs,
          provenSpecs,
          openDrifts,
          oldestDriftOpenedAt,
          lastProvenAt,
        },
      };
    },
  });
}
