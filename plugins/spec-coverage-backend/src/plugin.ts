import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { specCoveragePermissions } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  type Prover,
  proversExtensionPoint,
  type SpecSource,
  specSourcesExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { BackgroundRuns } from './alerts/BackgroundRuns';
import { ChangeNotifier } from './alerts/ChangeNotifier';
import { registerActions } from './actions/registerActions';
import { createRouter } from './api/router';
import type { RouterOptions } from './api/RouterOptions';
import { WEBHOOK_PATH } from './api/webhookRoutes';
import { CatalogSync } from './catalog/CatalogSync';
import { PatternSync } from './catalog/PatternSync';
import { readSpecCoverageConfig } from './config';
import { createReaders } from './coverage/createReaders';
import { dayOf } from './rollups/dayOf';
import { RollupWriter } from './rollups/RollupWriter';
import { connect } from './database';
import { EmbeddedEngine } from './engine/EmbeddedEngine';
import { Repeated } from './engine/Repeated';
import { CheckQueue } from './intake/CheckQueue';
import { DatabaseSourceState } from './intake/DatabaseSourceState';
import { DeliveryInbox } from './intake/DeliveryInbox';
import { HintIntake } from './intake/HintIntake';
import { Reconciler } from './intake/Reconciler';
import { SourceCheckQueue } from './intake/SourceCheckQueue';
import { SourceWatchers } from './intake/SourceWatchers';
import { WebhookReceiver } from './intake/WebhookReceiver';
import { specResourceRef, specRules } from './permissions/rules';
import {
  loadSpecResources,
  SpecAuthorizer,
} from './permissions/SpecAuthorizer';
import { Acceptances } from './proofs/Acceptances';
import { ProofJobQueue } from './proofs/ProofJobQueue';
import { ProofRunner } from './proofs/ProofRunner';
import { Registry } from './Registry';
import { SpecChecker } from './specs/SpecChecker';

/** How often changed roll-ups are looked for, and acceptances whose time is over, in ms. */
const ROLLUP_MS = 1_000;
const EXPIRY_MS = 5_000;

/**
 * Notices drift of specs, has their invariants settled, and serves what is proven now.
 *
 * @public
 */
export const specCoveragePlugin = createBackendPlugin({
  pluginId: 'spec-coverage',
  register(env) {
    const sources = new Registry<SpecSource>('source of specs');
    const provers = new Registry<Prover>('prover');
    const database = deferred<Knex>();
    env.registerExtensionPoint(specSourcesExtensionPoint, {
      addSource: source => sources.add(source),
      stateOf: sourceId => new DatabaseSourceState(sourceId, database.promise),
    });
    env.registerExtensionPoint(proversExtensionPoint, {
      addProver: prover => provers.add(prover),
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auditor, auth, catalog, httpAuth, lifecycle, logger } = deps;
        const config = readSpecCoverageConfig(deps.config);
        const knex = await connect(deps.database);
        database.resolve(knex);

        const notifier = new ChangeNotifier({ signals: deps.signals, logger });
        const runs = new BackgroundRuns(knex);
        const queue = new CheckQueue(knex);
        const sourceChecks = new SourceCheckQueue(knex);
        const hints = new HintIntake({ knex, checks: queue, sourceChecks });
        const inbox = new DeliveryInbox(knex, hints);
        const rollups = new RollupWriter(knex, notifier);
        const acceptances = new Acceptances({ knex, notifier });
        const repeated = [
          new Repeated({
            task: 'roll-ups',
            everyMs: ROLLUP_MS,
            run: () => rollups.writeAll(),
            runs,
            logger,
          }),
          new Repeated({
            task: 'acceptances',
            everyMs: EXPIRY_MS,
            run: () => acceptances.expire(),
            runs,
            logger,
          }),
        ];
        const catalogSync = new CatalogSync({
          knex,
          auth,
          catalog,
          queue,
          sourceChecks,
          sources: [...sources.byId.keys()],
          notifier,
        });
        const engine: EmbeddedEngine = new EmbeddedEngine({
          logger,
          leaseMs: config.leaseMs,
          sources: sources.byId,
          sourceCheckQueue: sourceChecks,
          reconciler: new Reconciler({
            knex,
            patterns: new PatternSync({ knex, queue, notifier }),
            queue,
            runs,
          }),
          listTimeoutMs: config.listTimeoutMs,
          checkQueue: queue,
          checkConcurrency: config.checkConcurrency,
          checker: new SpecChecker({
            knex,
            queue,
            sources: sources.byId,
            provers: provers.all(),
            notifier,
            fetchTimeoutMs: config.fetchTimeoutMs,
            onProofJobs: () => engine.wakeProofs(),
          }),
          proofJobQueue: new ProofJobQueue(knex),
          proofConcurrency: config.proofConcurrency,
          proofRunner: new ProofRunner({
            knex,
            provers: provers.all(),
            notifier,
          }),
          provers: [...provers.byId.keys()],
        });
        const watchers = new SourceWatchers({
          sources: sources.byId,
          hints,
          sourceChecks,
          runs,
          logger,
        });

        deps.permissionsRegistry.addResourceType({
          resourceRef: specResourceRef,
          permissions: specCoveragePermissions,
          rules: specRules,
          getResources: refs => loadSpecResources(knex, refs),
        });
        const routerOptions: RouterOptions = {
          ...createReaders(knex, {
            unresolvedPatterns: ref => catalogSync.unresolvedPatterns(ref),
          }),
          acceptances,
          auditor,
          authorizer: new SpecAuthorizer({
            knex,
            catalog,
            permissions: deps.permissions,
            permissionsRegistry: deps.permissionsRegistry,
          }),
          catalog,
          catalogSync,
          httpAuth,
          queue,
          sources: sources.byId,
          webhooks: new WebhookReceiver(inbox, logger),
        };
        deps.httpRouter.use(createRouter(routerOptions));
        registerActions(deps.actionsRegistry, routerOptions);
        // Vendors have no account here: a signature over the body is what lets them in.
        deps.httpRouter.addAuthPolicy({
          path: WEBHOOK_PATH,
          allow: 'unauthenticated',
        });

        await deps.scheduler.scheduleTask({
          id: 'spec-coverage-reconcile',
          ...config.reconcile,
          fn: async () => {
            await sourceChecks.request([...sources.byId.keys()]);
            await inbox.prune();
            await runs.prune();
            await rollups.prune(dayOf(new Date(), -config.historyDays));
          },
        });
        await deps.scheduler.scheduleTask({
          id: 'spec-coverage-catalog-sync',
          ...config.catalogSync,
          fn: signal =>
            runs.record('catalog-sync', () => catalogSync.syncAll(signal)),
        });
        lifecycle.addStartupHook(() => {
          engine.start();
          repeated.forEach(each => each.start());
          watchers.start();
        });
        // Before the shutdown proper, in which the database closes: what is under way is given back to it.
        deps.rootLifecycle.addBeforeShutdownHook(async () => {
          await watchers.stop();
          await engine.stop();
          await Promise.all(repeated.map(each => each.stop()));
        });
      },
    });
  },
});

/** A promise that is resolved from outside: modules take what the database will be before it is there. */
function deferred<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
