import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { notificationService } from '@backstage/plugin-notifications-node';
import { costGovernancePermissions } from '@proofline/backstage-plugin-cost-governance-common';
import { createRouter } from './api/router';
import { readAdmins, readLlmConfig } from './config';
import { createTokenBuckets } from './buckets/createTokenBuckets';
import { connect } from './database';
import { GatewayCallers } from './gateway/GatewayCallers';
import { gatewayRouter } from './gateway/gatewayRouter';
import { LlmGateway } from './gateway/LlmGateway';
import { VENDOR_IDS } from './gateway/endpoints';
import { readEnvironmentSwitch } from './killSwitch/environment';
import { VirtualKeys } from './keys/VirtualKeys';
import { KillSwitch } from './killSwitch/KillSwitch';
import { StopAudits } from './killSwitch/StopAudits';
import { LlmGovernor } from './llm/LlmGovernor';
import { RefusalReader } from './llm/RefusalReader';
import { Refusals } from './llm/Refusals';
import { Reservations } from './llm/Reservations';
import { TenantReader } from './llm/TenantReader';
import { UsageLedger } from './llm/UsageLedger';
import { UsageReader } from './llm/UsageReader';
import { LlmAuthorizer } from './permissions/LlmAuthorizer';
import { BackgroundRuns } from './tasks/BackgroundRuns';
import { UnpricedModels } from './tasks/UnpricedModels';

/**
 * Caps the LLM tokens of each team, accounts for them, and stops all calls by one switch.
 *
 * @public
 */
export const costGovernancePlugin = createBackendPlugin({
  pluginId: 'cost-governance',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { httpAuth, logger, permissions, userInfo } = deps;
        const config = readLlmConfig(deps.config);
        const admins = readAdmins(deps.config);
        const environment = readEnvironmentSwitch(process.env);
        if (environment.problem) {
          logger.error(environment.problem);
        } else if (environment.isStopped) {
          logger.warn('LLM calls are stopped by the environment');
        }
        const knex = await connect(deps.database);
        const buckets = await createTokenBuckets(config.buckets, logger);

        const killSwitch = new KillSwitch({
          knex,
          isStoppedByEnvironment: environment.isStopped,
          logger,
        });
        const ledger = new UsageLedger({
          knex,
          prices: config.prices,
          logger,
        });
        const runs = new BackgroundRuns({ knex, logger });
        const refused = new Refusals({ knex, logger });
        const refusals = new RefusalReader(knex);
        const usage = new UsageReader(knex);
        const virtualKeys = new VirtualKeys({ knex, logger });
        deps.permissionsRegistry.addPermissions(costGovernancePermissions);
        const authorizer = new LlmAuthorizer({
          httpAuth,
          permissions,
          userInfo,
        });
        const governor = new LlmGovernor({
          buckets,
          killSwitch,
          reservations: new Reservations(knex),
          ledger,
          limits: config.limits,
          refusals: refused,
          expiresInMs: config.reservationTimeoutMs,
          logger,
        });
        const stopAudits = new StopAudits({ auditor: deps.auditor, logger });
        const gateway = new LlmGateway({
          callers: new GatewayCallers({
            auth: deps.auth,
            authorizer,
            keys: virtualKeys,
          }),
          config: config.gateway,
          governor,
          killSwitch,
          logger,
          stopAudits,
        });
        // In this order: calls that end are settled in the buckets.
        deps.lifecycle.addShutdownHook(async () => {
          await gateway.close();
          await stopAudits.close();
          await refused.close();
          await buckets.close();
        });
        for (const vendor of VENDOR_IDS) {
          // The gateway finds out by itself who asks.
          deps.httpRouter.addAuthPolicy({
            path: `/llm/${vendor}`,
            allow: 'unauthenticated',
          });
        }
        deps.httpRouter.use(gatewayRouter(gateway));
        deps.httpRouter.use(
          createRouter({
            auditor: deps.auditor,
            authorizer,
            discovery: deps.discovery,
            gateway: config.gateway,
            governor,
            killSwitch,
            stopAudits,
            tenants: new TenantReader({
              buckets,
              killSwitch,
              limits: config.limits,
              refusals,
              usage,
            }),
            usage,
            refusals,
            virtualKeys,
          }),
        );

        await deps.scheduler.scheduleTask({
          id: 'cost-governance-expire-reservations',
          frequency: { seconds: 10 },
          timeout: { minutes: 5 },
          fn: () =>
            runs.record('cost-governance-expire-reservations', async () => ({
              reservations: await ledger.expire(),
            })),
        });
        await deps.scheduler.scheduleTask({
          id: 'cost-governance-prune-usage',
          frequency: { hours: 24 },
          timeout: { hours: 1 },
          fn: () =>
            runs.record('cost-governance-prune-usage', async () => {
              const before = new Date(Date.now() - config.retentionMs);
              return {
                ...(await ledger.prune(before)),
                refusals: await refused.prune(before),
                runs: await runs.prune(),
              };
            }),
        });
        if (admins.length > 0) {
          const unpriced = new UnpricedModels({
            admins,
            knex,
            notifications: deps.notifications,
          });
          await deps.scheduler.scheduleTask({
            id: 'cost-governance-tell-unpriced-models',
            frequency: { minutes: 1 },
            timeout: { minutes: 5 },
            fn: () =>
              runs.record('cost-governance-tell-unpriced-models', async () => ({
                models: await unpriced.tell(),
              })),
          });
        }
      },
    });
  },
});
