// @ts-check

/*
 * What webhooks and sources outside of the portal need: deliveries that were taken in, sources that may have changed, what
 * a source remembers, patterns of the catalog that stand for many specs, and who made a version when.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('webhook_deliveries', table => {
    table.comment('Deliveries that were taken in, so that none counts twice');
    table.string('source', 63).notNullable();
    table.string('delivery_id', 255).notNullable();
    table.timestamp('received_at').notNullable();
    table
      .integer('hints')
      .notNullable()
      .comment('specs of this portal that it named');
    table.primary(['source', 'delivery_id']);
    table.index(['received_at'], 'webhook_deliveries_received_idx');
  });

  await knex.schema.createTable('source_checks', table => {
    table.comment('Sources of which more may have changed than was named');
    table.string('source', 63).primary();
    table
      .integer('generation')
      .notNullable()
      .comment('raised by each hint; a check answers those that came before');
    table.timestamp('requested_at').notNullable();
    table.timestamp('available_at').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('lease_token', 36);
    table.timestamp('lease_expires_at');
    table.text('error');
    table.index(['available_at'], 'source_checks_available_idx');
  });

  await knex.schema.createTable('source_state', table => {
    table.comment('What each source remembers between two runs');
    table.string('source', 63).notNullable();
    table.string('key', 255).notNullable();
    table.text('value').notNullable().comment('JSON');
    table.primary(['source', 'key']);
  });

  await knex.schema.createTable('spec_patterns', table => {
    table.comment('Folders and globs that entities name in place of specs');
    table.string('pattern_ref', 400).notNullable();
    table.string('entity_ref', 255).notNullable();
    table
      .string('via_ref', 255)
      .notNullable()
      .comment('the entity whose annotation names the pattern');
    table.string('source', 63).notNullable();
    table.text('error').comment('why it stands for no spec');
    table.primary(['pattern_ref', 'entity_ref', 'via_ref']);
    table.index(['source', 'pattern_ref'], 'spec_patterns_source_idx');
    table.index(['via_ref'], 'spec_patterns_via_idx');
  });

  await knex.schema.createTable('rollup_marks', table => {
    table.comment('Entities whose roll-up of a day is to be counted again');
    table.bigIncrements('id');
    table.string('entity_ref', 255).notNullable();
    table.string('day', 10).notNullable().comment('YYYY-MM-DD in UTC');
  });

  await knex.schema.alterTable('specs', table => {
    table
      .string('document_hash', 64)
      .comment('sha256 of the bytes that the source gave');
  });
  await knex.schema.alterTable('spec_versions', table => {
    table.text('changed_by').comment('who made it, according to the vendor');
    table.timestamp('changed_at').comment('when, according to the vendor');
    table.text('claims').comment('JSON: what the version claims');
  });
  await knex.schema.alterTable('spec_checks', table => {
    table.string('source', 63).notNullable().defaultTo('');
  });
  await knex('spec_checks').update({
    source: knex('specs')
      .select('specs.source')
      .where('specs.spec_ref', knex.ref('spec_checks.spec_ref')),
  });
  await knex.schema.alterTable('spec_checks', table => {
    table.dropIndex(['available_at'], 'spec_checks_available_idx');
    table.index(['source', 'available_at'], 'spec_checks_source_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('spec_checks', table => {
    table.dropIndex(['source', 'available_at'], 'spec_checks_source_idx');
    table.index(['available_at'], 'spec_checks_available_idx');
  });
  await knex.schema.alterTable('spec_checks', table => {
    table.dropColumn('source');
  });
  await knex.schema.alterTable('spec_versions', table => {
    table.dropColumn('claims');
    table.dropColumn('changed_at');
    table.dropColumn('changed_by');
  });
  await knex.schema.alterTable('specs', table => {
    table.dropColumn('document_hash');
  });
  for (const name of [
    'rollup_marks',
    'spec_patterns',
    'source_state',
    'source_checks',
    'webhook_deliveries',
  ]) {
    await knex.schema.dropTable(name);
  }
};
