// @ts-check

/*
 * The tables of spec-coverage, in the order in which data passes through them.
 *
 * Moments are `timestamp` with time zone on PostgreSQL; SQLite keeps what the driver binds, ms since 1970. A content
 * hash is 64 hexadecimal characters. JSON is kept as text, so that all databases behave the same.
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
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addCounts(table) {
  for (const name of counts) {
    table.integer(name).notNullable().defaultTo(0);
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('specs', table => {
    table.comment('Documents that state what components must do');
    table.string('spec_ref', 400).primary().comment('<source>:<document>');
    table.string('source', 63).notNullable();
    table.text('title').notNullable().defaultTo('');
    table.text('url');
    table.string('state', 24).notNullable().defaultTo('pending');
    table
      .string('document_state', 16)
      .comment('present, missing or refused; null before the first check');
    table.text('document_error');
    table.string('content_hash', 64);
    table
      .string('proven_hash', 64)
      .comment('content hash at which all invariants were last settled well');
    table.timestamp('proven_at');
    table.timestamp('checked_at');
    table.timestamp('created_at').notNullable();
    addCounts(table);
    table.index(['source', 'spec_ref'], 'specs_source_idx');
    table.index(['state', 'spec_ref'], 'specs_state_idx');
  });

  await knex.schema.createTable('spec_entities', table => {
    table.comment('Which entities a spec belongs to, and through which one');
    table.string('spec_ref', 400).notNullable();
    table.string('entity_ref', 255).notNullable();
    table
      .string('via_ref', 400)
      .notNullable()
      .comment(
        'entity whose annotation names the spec, or the SpecRef when the document names the entity',
      );
    table.primary(['spec_ref', 'entity_ref', 'via_ref']);
    table.index(['entity_ref', 'spec_ref'], 'spec_entities_entity_idx');
    table.index(['via_ref'], 'spec_entities_via_idx');
  });

  await knex.schema.createTable('catalog_entities', table => {
    table.comment('What the catalog last said of entities that name specs');
    table.string('entity_ref', 255).primary();
    table.string('owner_ref', 255);
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('sha256 of what was read, to see whether anything changed');
    table.timestamp('seen_at').notNullable();
    table.index(['owner_ref'], 'catalog_entities_owner_idx');
    table.index(['seen_at'], 'catalog_entities_seen_idx');
  });

  await knex.schema.createTable('entity_user_stories', table => {
    table.string('entity_ref', 255).notNullable();
    table.string('story_ref', 400).notNullable();
    table.primary(['entity_ref', 'story_ref']);
  });

  await knex.schema.createTable('spec_checks', table => {
    table.comment('Specs that may have changed: at most one check for each');
    table.string('spec_ref', 400).primary();
    table.string('id', 36).notNullable();
    table
      .integer('generation')
      .notNullable()
      .comment('raised by each hint; a check answers those that came before');
    table.integer('hints').notNullable();
    table.boolean('by_person').notNullable();
    table.timestamp('requested_at').notNullable();
    table.timestamp('available_at').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('lease_token', 36);
    table.timestamp('lease_expires_at');
    table.text('error');
    table.index(['available_at'], 'spec_checks_available_idx');
  });

  await knex.schema.createTable('spec_versions', table => {
    table.string('spec_ref', 400).notNullable();
    table.string('content_hash', 64).notNullable();
    table.string('canonicalizer', 63).notNullable();
    table.text('canonical_text').notNullable();
    table.integer('invariants').notNullable();
    table.timestamp('seen_at').notNullable().comment('when it became current');
    table.primary(['spec_ref', 'content_hash']);
    table.index(['spec_ref', 'seen_at'], 'spec_versions_seen_idx');
  });

  await knex.schema.createTable('invariants', table => {
    table.comment('What the current version of each spec claims');
    table.string('spec_ref', 400).notNullable();
    table.string('invariant_key', 63).notNullable();
    table.integer('position').notNullable();
    table.integer('line').notNullable();
    table.text('text').notNullable();
    table.string('story_ref', 400);
    table.string('language', 63);
    table.text('body');
    table.text('problem');
    table.string('state', 16).notNullable();
    table
      .string('verdict_id', 36)
      .comment('the verdict that decided the state');
    table.primary(['spec_ref', 'invariant_key']);
    table.index(['story_ref', 'spec_ref'], 'invariants_story_idx');
  });

  await knex.schema.createTable('proof_jobs', table => {
    table
      .string('id', 64)
      .primary()
      .comment('sha256 of spec, content hash, prover and prover version');
    table.string('spec_ref', 400).notNullable();
    table.string('content_hash', 64).notNullable();
    table.string('prover', 63).notNullable();
    table.string('prover_version', 63).notNullable();
    table.string('state', 16).notNullable();
    table.integer('run').notNullable().defaultTo(1);
    table.integer('expected').notNullable();
    table.integer('settled').notNullable().defaultTo(0);
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('created_at').notNullable();
    table.timestamp('available_at').notNullable();
    table.timestamp('started_at');
    table.timestamp('finished_at');
    table.string('lease_token', 36);
    table.timestamp('lease_expires_at');
    table.text('error');
    table.index(['state', 'available_at'], 'proof_jobs_state_idx');
    table.index(['spec_ref', 'created_at', 'id'], 'proof_jobs_spec_idx');
    table.index(['created_at', 'id'], 'proof_jobs_created_idx');
    table.index(['state', 'finished_at'], 'proof_jobs_finished_idx');
  });

  await knex.schema.createTable('verdicts', table => {
    table.string('id', 36).primary();
    table.string('spec_ref', 400).notNullable();
    table.string('invariant_key', 63).notNullable();
    table.string('content_hash', 64).notNullable();
    table.string('proof_job_id', 64).notNullable();
    table.integer('run').notNullable();
    table.string('prover', 63).notNullable();
    table.string('prover_version', 63).notNullable();
    table.string('outcome', 16).notNullable();
    table.integer('duration_ms').notNullable();
    table.timestamp('settled_at').notNullable();
    table.text('message');
    table.text('counterexample').comment('JSON: [{ name, sort, value }]');
    table.unique(['proof_job_id', 'run', 'invariant_key'], {
      indexName: 'verdicts_once_idx',
    });
    table.index(
      ['spec_ref', 'invariant_key', 'settled_at'],
      'verdicts_invariant_idx',
    );
    table.index(['spec_ref', 'content_hash'], 'verdicts_hash_idx');
    table.index(['spec_ref', 'settled_at', 'id'], 'verdicts_spec_idx');
  });

  await knex.schema.createTable('drifts', table => {
    table.string('id', 36).primary();
    table.string('spec_ref', 400).notNullable();
    table.string('proven_hash', 64);
    table.string('content_hash', 64);
    table.timestamp('opened_at').notNullable();
    table.timestamp('closed_at');
    table.string('closed_by', 16);
    table.index(['spec_ref', 'opened_at'], 'drifts_spec_idx');
    table.index(['closed_at', 'opened_at', 'id'], 'drifts_closed_idx');
  });
  // At most one open drift a spec: the database sees to it, not a read before the write.
  await knex.raw(
    'CREATE UNIQUE INDEX drifts_open_idx ON drifts (spec_ref) WHERE closed_at IS NULL',
  );

  await knex.schema.createTable('coverage_days', table => {
    table.comment(
      'Counts at the end of each UTC day on which something changed',
    );
    table.string('entity_ref', 255).notNullable().comment('* is the portal');
    table.string('day', 10).notNullable().comment('YYYY-MM-DD in UTC');
    addCounts(table);
    table.primary(['entity_ref', 'day']);
  });

  await knex.schema.createTable('background_runs', table => {
    table.comment('Each run of a background task, with how it ended');
    table.string('id', 36).primary();
    table.string('task', 127).notNullable();
    table.timestamp('started_at').notNullable();
    table.timestamp('ended_at');
    table
      .string('result', 16)
      .notNullable()
      .comment('running, succeeded, failed');
    table.text('counts').comment('JSON object of numbers');
    table.text('error');
    table.index(['task', 'started_at'], 'background_runs_task_idx');
    table.index(['started_at'], 'background_runs_started_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'background_runs',
    'coverage_days',
    'drifts',
    'verdicts',
    'proof_jobs',
    'invariants',
    'spec_versions',
    'spec_checks',
    'entity_user_stories',
    'catalog_entities',
    'spec_entities',
    'specs',
  ]) {
    await knex.schema.dropTable(table);
  }
};
