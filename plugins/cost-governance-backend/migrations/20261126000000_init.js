// @ts-check

/*
 * LLM calls: what is held for them, what they used and cost, and who stopped them.
 */

/** What is summed up of uses. */
const sums = [
  'requests',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_input_tokens',
  'long_cache_write_input_tokens',
  'output_tokens',
  'unsettled_tokens',
  'unpriced_tokens',
  'cost_micro_usd',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reservations', table => {
    table.comment('Tokens that are held for one LLM call each');
    table.uuid('id').primary();
    table.string('tenant', 255).notNullable();
    table
      .string('request_id', 200)
      .notNullable()
      .comment('names the request within the tenant');
    table.bigInteger('tokens').notNullable();
    table.string('model', 200);
    table.string('entity_ref', 255);
    table
      .string('reserved_by', 255)
      .notNullable()
      .comment('the user or service that may settle it');
    table
      .string('state', 16)
      .notNullable()
      .comment('open, settled, released or expired');
    table.timestamp('created_at').notNullable();
    table.timestamp('expires_at').notNullable();
    table.timestamp('ended_at').comment('when it was no longer open');
    table.unique(['tenant', 'request_id'], {
      indexName: 'reservations_request_uniq',
    });
    table.index(['state', 'expires_at'], 'reservations_state_idx');
  });

  await knex.schema.createTable('usage', table => {
    table.comment(
      'What each LLM call used; rows are never changed, and a correction is a further row',
    );
    table.uuid('id').primary();
    table.uuid('reservation_id').notNullable();
    table
      .string('kind', 16)
      .notNullable()
      .comment(
        'settled, expired, or reversed: what takes back that it expired',
      );
    table.string('tenant', 255).notNullable();
    table.string('model', 200).comment('as the vendor reports it');
    table.string('entity_ref', 255);
    table.bigInteger('input_tokens').notNullable();
    table
      .bigInteger('cached_input_tokens')
      .notNullable()
      .comment('a part of input_tokens');
    table
      .bigInteger('cache_write_input_tokens')
      .notNullable()
      .comment('a part of input_tokens');
    table
      .bigInteger('long_cache_write_input_tokens')
      .notNullable()
      .comment('a part of input_tokens');
    table.bigInteger('output_tokens').notNullable();
    table
      .bigInteger('unsettled_tokens')
      .notNullable()
      .comment('reserved, and nobody said what they were used for');
    table
      .bigInteger('cost_micro_usd')
      .comment('millionths of a US dollar; null when it is not known');
    table
      .boolean('is_estimated')
      .notNullable()
      .comment('whether the numbers are not those of the vendor');
    table
      .timestamp('used_at')
      .notNullable()
      .comment('of a correction, that of what it corrects');
    table.timestamp('recorded_at').notNullable();
    table.unique(['reservation_id', 'kind'], {
      indexName: 'usage_reservation_uniq',
    });
    table.index(['used_at'], 'usage_used_at_idx');
  });

  await knex.schema.createTable('usage_days', table => {
    table.comment('Use of each UTC day by tenant, model and entity');
    table.string('day', 10).notNullable();
    table.string('tenant', 255).notNullable();
    table.string('model', 200).notNullable().comment('empty when not known');
    table
      .string('entity_ref', 255)
      .notNullable()
      .comment('empty when for none');
    for (const name of sums) {
      table.bigInteger(name).notNullable();
    }
    // Each read has a range of days; most of them one tenant.
    table.primary(['tenant', 'day', 'model', 'entity_ref']);
    table.index(['day'], 'usage_days_day_idx');
  });

  await knex.schema.createTable('unpriced_models', table => {
    table.comment('Models that were used and had no price; told of once');
    table.string('model', 200).primary();
    table.timestamp('first_used_at').notNullable();
    table.timestamp('told_at').comment('when the admins were told');
  });

  await knex.schema.createTable('refusals', table => {
    table.comment('How many reservations of each UTC day were refused');
    table.string('day', 10).notNullable();
    table.string('tenant', 255).notNullable();
    table.string('reason', 16).notNullable();
    table.bigInteger('requests').notNullable();
    table.primary(['tenant', 'day', 'reason']);
    table.index(['day'], 'refusals_day_idx');
  });

  await knex.schema.createTable('virtual_keys', table => {
    table.comment('Keys for the gateway');
    table.uuid('id').primary();
    table
      .string('key_hash', 64)
      .notNullable()
      .unique({ indexName: 'virtual_keys_hash_uniq' })
      .comment('sha256 of the key, which itself is kept nowhere');
    table.string('prefix', 32).notNullable().comment('how the key begins');
    table.string('name', 100).notNullable();
    table.string('tenant', 255).notNullable();
    table.string('entity_ref', 255).comment('what its calls are made for');
    table.string('created_by', 255).notNullable();
    table.timestamp('created_at', { precision: 3 }).notNullable();
    table.timestamp('expires_at');
    table.timestamp('last_used_at').comment('to within a minute');
    table.timestamp('revoked_at');
    table.string('revoked_by', 255);
    table.index(['created_at', 'id'], 'virtual_keys_created_idx');
    table.index(['tenant', 'created_at', 'id'], 'virtual_keys_tenant_idx');
  });

  await knex.schema.createTable('background_runs', table => {
    table.comment('Runs of background tasks that did something or failed');
    table.uuid('id').primary();
    table.string('task', 127).notNullable();
    table.timestamp('started_at').notNullable();
    table.timestamp('ended_at').notNullable();
    table.text('counts').comment('JSON object of numbers; null if it failed');
    table.text('error');
    table.index(['task', 'started_at'], 'background_runs_task_idx');
    table.index(['started_at'], 'background_runs_started_idx');
  });

  await knex.schema.createTable('kill_switch_events', table => {
    table.comment(
      'Each use of the kill switch; the newest of a tenant is what holds',
    );
    table.bigIncrements('id');
    table.string('tenant', 255).notNullable().comment('empty for all');
    table
      .boolean('enabled')
      .notNullable()
      .comment('whether LLM calls are allowed');
    table
      .boolean('end_running')
      .notNullable()
      .comment('whether it ended calls that ran through the gateway');
    table.text('reason').notNullable();
    table.timestamp('until').comment('when a stop ends by itself');
    table.string('set_by', 255).notNullable();
    table.timestamp('created_at').notNullable();
    table.index(['tenant', 'id'], 'kill_switch_events_tenant_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('kill_switch_events');
  await knex.schema.dropTable('background_runs');
  await knex.schema.dropTable('virtual_keys');
  await knex.schema.dropTable('refusals');
  await knex.schema.dropTable('unpriced_models');
  await knex.schema.dropTable('usage_days');
  await knex.schema.dropTable('usage');
  await knex.schema.dropTable('reservations');
};
