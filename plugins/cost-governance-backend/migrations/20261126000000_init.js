// @ts-check

/*
 * LLM calls: what is held for them, what they used and cost, and who stopped them.
 */

/** What is summed up of uses. */
const sums = [
  'requests',
  'input_tokens',
  'cached_input_tokens',
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
    table.comment('One row for each LLM call; rows are never changed');
    table.uuid('id').primary();
    table
      .uuid('reservation_id')
      .notNullable()
      .unique({ indexName: 'usage_reservation_uniq' })
      .comment('a call is counted once');
    table.string('tenant', 255).notNullable();
    table.string('model', 200).comment('as the vendor reports it');
    table.string('entity_ref', 255);
    table.bigInteger('input_tokens').notNullable();
    table
      .bigInteger('cached_input_tokens')
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
    table.timestamp('used_at').notNullable();
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
  await knex.schema.dropTable('unpriced_models');
  await knex.schema.dropTable('usage_days');
  await knex.schema.dropTable('usage');
  await knex.schema.dropTable('reservations');
};
