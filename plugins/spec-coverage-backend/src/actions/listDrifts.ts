import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { readEntityRefs } from '../api/parameters';
import type { RouterOptions } from '../api/RouterOptions';
import { toDrift } from '../coverage/DriftReader';

/** How many drifts an assistant gets at most: it is the oldest that matter. */
const MAX_DRIFTS = 100;

/** Registers the action that lists what drifted. */
export function registerListDrifts(
  registry: ActionsRegistryService,
  options: RouterOptions,
): void {
  const { authorizer, drifts } = options;
  registry.register({
    name: 'list-drifts',
    title: 'List drifted specs',
    description: `
Lists specs whose current version is not the one that was last proven, the oldest first.
Use explain-drift with a \`specRef\` of this list to see what changed.`,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe('Only of this entity, such as component:default/ledger'),
          limit: z.number().int().min(1).max(MAX_DRIFTS).default(20),
        }),
      output: z =>
        z.object({
          drifts: z.array(
            z.object({
              specRef: z.string(),
              title: z.string(),
              source: z.string(),
              specState: z.string(),
              openedAt: z.string(),
            }),
          ),
          hasMore: z.boolean(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { limit, entityRef } = readEntityRefs(input);
      const scope = await authorizer.readScope(credentials);
      const rows = await drifts.list(
        { scope, entityRef },
        { state: 'open', limit },
      );
      return {
        output: {
          drifts: rows.slice(0, limit).map(row => {
            const { specRef, title, source, specState, openedAt } =
              toDrift(row);
            return { specRef, title, source, specState, openedAt };
          }),
          hasMore: rows.length > limit,
        },
      };
    },
  });
}
