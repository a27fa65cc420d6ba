// @ts-check

/*
 * What dashboards read: totals of each entity as they are now, what happened on each day, the hierarchy of the catalog, and the
 * risks that people took.
 */

const counts = [
  'expected',
  'proven',
  'accepted',
  'stale',
  'failed',
  'vacuous',
  'unknown',
  'unproven',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('coverage_totals', table => {
    table.comment('Coverage of each entity, repository and source as it is');
    table
      .string('entity_ref', 255)
      .primary()
      .comment('also repository=<owner>/<name>, source=<id>, and * for all');
    table
      .string('kind', 63)
      .notNullable()
      .comment('kind of the entity; repository, source or portal');
    for (const name of counts) {
      table.integer(name).notNullable().defaultTo(0);
    }
    table.integer('specs').notNullable();
    table.integer('proven_specs').notNullable();
    table.integer('open_drifts').notNullable();
    table.timestamp('oldest_drift_opened_at');
    table.timestamp('last_proven_at');
    table.index(['kind', 'expected', 'entity_ref'], 'coverage_totals_kind_idx');
    table.index(
      ['kind', 'proven_specs', 'entity_ref'],
      'coverage_totals_proven_idx',
    );
  });

  await knex.schema.alterTable('coverage_days', table => {
    table.integer('specs').notNullable().defaultTo(0);
    table.integer('proven_specs').notNullable().defaultTo(0);
    table
      .integer('new_activity')
      .notNullable()
      .defaultTo(0)
      .comment('specs read for the first time on the day');
    table
      .integer('proven_activity')
      .notNullable()
      .defaultTo(0)
      .comment('specs that came to be proven in full on the day');
    table
      .integer('drifted_activity')
      .notNullable()
      .defaultTo(0)
      .comment('drifts of proven specs that opened on the day');
    table
      .text('proof_latencies')
      .comment('JSON: [[ms, count], …] of the proofs of the day');
    table
      .integer('proof_latency_p50_ms')
      .comment(
        'median of the proofs of the day, so that a trend of days need not read the latencies',
      );
    table.integer('proof_latency_p95_ms');
    table
      .integer('week_proof_latency_p50_ms')
      .comment('the same of its ISO week until the day');
    table.integer('week_proof_latency_p95_ms');
    table.integer('proofs').notNullable().defaultTo(0);
    table.bigInteger('proof_latency_total_ms').notNullable().defaultTo(0);
  });
  await knex.schema.alterTable('rollup_marks', table => {
    table
      .timestamp('marked_at')
      .comment(
        'since when it waits; what waits for long says that nothing is counted',
      );
    table.integer('new_activity').notNullable().defaultTo(0);
    table.integer('proven_activity').notNullable().defaultTo(0);
    table.integer('drifted_activity').notNullable().defaultTo(0);
    table.integer('proof_latency_ms');
  });

  await knex.schema.createTable('entity_parents', table => {
    table.comment('What systems, domains and groups are part of');
    table.string('entity_ref', 255).notNullable();
    table.string('parent_ref', 255).notNullable();
    table.primary(['entity_ref', 'parent_ref']);
  });
  await knex.schema.alterTable('catalog_entities', table => {
    table
      .string('repository', 255)
      .comment('<owner>/<name> in lower case, of what it is built from');
    table.index(['repository'], 'catalog_entities_repository_idx');
  });

  await knex.schema.createTable('invariant_acceptances', table => {
    table.comment('Risks that somebody took');
    table.string('spec_ref', 400).notNullable();
    table.string('invariant_key', 63).notNullable();
    table
      .string('content_hash', 64)
      .notNullable()
      .comment('the version of the document for which it holds');
    table.string('accepted_by', 255).notNullable();
    table.text('reason').notNullable();
    table.timestamp('accepted_at').notNullable();
    table.timestamp('accepted_until').notNullable();
    table
      .boolean('expired')
      .notNullable()
      .defaultTo(false)
      .comment('the end was reached, and the invariant was decided anew');
    table.primary(['spec_ref', 'invariant_key']);
    table.index(
      ['expired', 'accepted_until'],
      'invariant_acceptances_until_idx',
    );
  });

  await knex.schema.alterTable('proof_jobs', table => {
    table.index(['spec_ref', 'finished_at'], 'proof_jobs_spec_finished_idx');
  });

  // The backlog in the order of its age, and all drifts in that order.
  await knex.raw(
    'CREATE INDEX drifts_backlog_idx ON drifts (opened_at, id) WHERE closed_at IS NULL',
  );
  await knex.schema.alterTable('drifts', table => {
    table.index(['opened_at', 'id'], 'drifts_opened_idx');
  });
  // All that stories are counted from, so that the rows themselves need not be read.
  await knex.schema.alterTable('invariants', table => {
    table.index(
      ['spec_ref', 'story_ref', 'state'],
      'invariants_spec_story_idx',
    );
  });

  // The totals of what is there are counted as soon as the backend runs.
  const day = new Date().toISOString().slice(0, 10);
  const refs = await knex('spec_entities').distinct('entity_ref');
  const sources = await knex('specs').distinct('source');
  const marks = [
    ...refs.map(row => row.entity_ref),
    ...sources.map(row => `source=${row.source}`),
    ...(sources.length > 0 ? ['*'] : []),
  ].map(entityRef => ({ entity_ref: entityRef, day, marked_at: new Date() }));
  await knex.batchInsert('rollup_marks', marks, 100);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('invariants', table => {
    table.dropIndex(
      ['spec_ref', 'story_ref', 'state'],
      'invariants_spec_story_idx',
    );
  });
  await knex.schema.alterTable('drifts', table => {
    table.dropIndex(['opened_at', 'id'], 'drifts_opened_idx');
  });
  await knex.raw('DROP INDEX drifts_backlog_idx');
  await knex.schema.alterTable('proof_jobs', table => {
    table.dropIndex(
      ['spec_ref', 'finished_at'],
      'proof_jobs_spec_finished_idx',
    );
  });
  await knex.schema.dropTable('invariant_acceptances');
  await knex.schema.alterTable('catalog_entities', table => {
    table.dropIndex(['repository'], 'catalog_entities_repository_idx');
  });
  await knex.schema.alterTable('catalog_entities', table => {
    table.dropColumn('repository');
  });
  await knex.schema.dropTable('entity_parents');
  await knex.schema.alterTable('rollup_marks', table => {
    table.dropColumns(
      'marked_at',
      'new_activity',
      'proven_activity',
      'drifted_activity',
      'proof_latency_ms',
    );
  });
  await knex.schema.alterTable('coverage_days', table => {
    table.dropColumns(
      'specs',
      'proven_specs',
      'new_activity',
      'proven_activity',
      'drifted_activity',
      'proof_latencies',
      'proof_latency_p50_ms',
      'proof_latency_p95_ms',
      'week_proof_latency_p50_ms',
      'week_proof_latency_p95_ms',
      'proofs',
      'proof_latency_total_ms',
    );
  });
  await knex.schema.dropTable('coverage_totals');
};
