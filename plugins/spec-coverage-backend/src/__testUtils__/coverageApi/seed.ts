import type { Knex } from 'knex';
import { RollupWriter } from '../../rollups/RollupWriter';
import { PORTAL } from '../../rollups/scopes';

/** How much there is of everything. */
export interface Size {
  components: number;
  /** Invariants of each spec. */
  invariants: number;
  days: number;
}

export const SOURCES = ['jira', 'confluence', 'github', 'google-docs'];

/** Specs of each component. */
export const SPECS = 10;

/** One of how many components is in a system, owned by a team, in a domain… */
export const SYSTEMS = 500;
export const DOMAINS = 20;
export const TEAMS = 200;
export const DEPARTMENTS = 20;
export const REPOSITORIES = 5_000;
export const STORIES = 20_000;

/*
 * Component number c (from 0) has the specs c * specs … ; it is in system c % 500, which is in domain % 20; team c % 200 owns it, of
 * department % 20; repository c % 5000. Spec number s is of source s % 4. All of it is made by the database itself.
 */
const SPEC_REF = `(array['${SOURCES.join("','")}'])[s % ${
  SOURCES.length
} + 1] || ':DOC-' || s`;

/** Fills an empty database that has the plugin's tables. */
export async function seed(knex: Knex, size: Size): Promise<void> {
  const { components, invariants, days } = size;
  const total = components * SPECS;
  const run = async (what: string, sql: string) => {
    const began = Date.now();
    await knex.raw(sql);
    process.stderr.write(
      `  ${what}: ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
    );
  };
  await run(
    'specs',
    `insert into specs (spec_ref, source, title, url, state, document_state, document_hash, content_hash, proven_hash, proven_at,
       checked_at, created_at, expected, proven, stale, failed, unproven)
     select ${SPEC_REF}, (array['${SOURCES.join(
      "','",
    )}'])[s % 4 + 1], 'Document ' || s, 'https://docs.example.com/' || s,
       case when s % 20 = 0 then 'drifted' when s % 10 = 3 then 'unproven' else 'proven' end, 'present', md5('d' || s) || md5('e' || s),
       md5('c' || s) || md5('f' || s), case when s % 10 = 3 then null when s % 20 = 0 then md5('o' || s) || md5('p' || s)
       else md5('c' || s) || md5('f' || s) end,
       case when s % 10 = 3 then null else now() - (s % 300) * interval '1 hour' end, now(), now() - interval '400 days',
       ${invariants}, case when s % 20 = 0 then 0 when s % 10 = 3 then ${
      invariants - 1
    } else ${invariants} end,
       case when s % 20 = 0 then ${invariants} else 0 end, case when s % 10 = 3 then 1 else 0 end, 0
     from generate_series(0, ${total - 1}) s`,
  );
  await run(
    'links',
    `insert into spec_entities (spec_ref, entity_ref, via_ref)
     select ${SPEC_REF}, ref, 'component:default/c-' || c from (
       select s, s / ${SPECS} as c from generate_series(0, ${
      total - 1
    }) s) numbered
     cross join lateral unnest(array['component:default/c-' || c, 'system:default/s-' || c % ${SYSTEMS},
       'domain:default/d-' || c % ${SYSTEMS} % ${DOMAINS}, 'group:default/t-' || c % ${TEAMS},
       'group:default/p-' || c % ${TEAMS} % ${DEPARTMENTS}, 'repository=acme/r-' || c % ${REPOSITORIES}]) ref`,
  );
  await run(
    'entities',
    `insert into catalog_entities (entity_ref, owner_ref, repository, fingerprint, seen_at)
     select 'component:default/c-' || c, 'group:default/t-' || c % ${TEAMS}, 'acme/r-' || c % ${REPOSITORIES}, md5('' || c), now()
     from generate_series(0, ${components - 1}) c`,
  );
  await run(
    'hierarchy',
    `insert into entity_parents (entity_ref, parent_ref)
     select 'system:default/s-' || n, 'domain:default/d-' || n % ${DOMAINS} from generate_series(0, ${
      SYSTEMS - 1
    }) n
     union all select 'group:default/t-' || n, 'group:default/p-' || n % ${DEPARTMENTS} from generate_series(0, ${
      TEAMS - 1
    }) n`,
  );
  await run(
    'stories that annotations name, acceptances and checks',
    `with stories as (insert into entity_user_stories (entity_ref, story_ref)
       select 'component:default/c-' || c, 'jira:STORY-' || c * 7 % ${STORIES} from generate_series(0, ${
      components - 1
    }) c where c % 3 = 1),
     checks as (insert into spec_checks (spec_ref, id, generation, hints, by_person, requested_at, available_at, source)
       select ${SPEC_REF}, md5('q' || s)::uuid::text, 1, 1, false, now(), now() + interval '1 year', 'none'
       from generate_series(0, ${total - 1}) s where s % 50 = 7)
     insert into invariant_acceptances (spec_ref, invariant_key, content_hash, accepted_by, reason, accepted_at, accepted_until)
     select ${SPEC_REF}, 'INV-2', md5('c' || s) || md5('f' || s), 'user:default/guest', 'for now', now(), now() + interval '30 days'
     from generate_series(0, ${total - 1}) s where s % 20 = 3`,
  );
  await run(
    'verdicts',
    `insert into verdicts (id, spec_ref, invariant_key, content_hash, proof_job_id, run, prover, prover_version, outcome, duration_ms,
       settled_at, counterexample)
     select md5(s || '-' || k)::uuid::text, ${SPEC_REF}, 'INV-' || k,
       case when s % 20 = 0 then md5('o' || s) || md5('p' || s) else md5('c' || s) || md5('f' || s) end, md5('j' || s) || md5('k' || s), 1,
       'z3', '5.2.0', case when s % 10 = 3 and k = 1 then 'failed' else 'proven' end, 10 + (s + k) % 90, now() - (s % 300) * interval '1 hour',
       case when s % 10 = 3 and k = 1 then '[{"name":"amount","sort":"Int","value":"-5"}]' end
     from generate_series(0, ${
       total - 1
     }) s cross join generate_series(1, ${invariants}) k`,
  );
  await run(
    'invariants',
    `insert into invariants (spec_ref, invariant_key, position, line, text, story_ref, language, body, state, verdict_id)
     select ${SPEC_REF}, 'INV-' || k, k, k * 7, 'claim ' || k || ' of document ' || s || ' about the balance of an account',
       'jira:STORY-' || (s * 3 + k % 3) % ${STORIES}, 'smt2', '(define-fun invariant () Bool (>= (- balance amount) 0))',
       case when s % 20 = 0 then 'stale' when s % 10 = 3 and k = 1 then 'failed' else 'proven' end, md5(s || '-' || k)::uuid::text
     from generate_series(0, ${
       total - 1
     }) s cross join generate_series(1, ${invariants}) k`,
  );
  await run(
    'proof jobs',
    `insert into proof_jobs (id, spec_ref, content_hash, prover, prover_version, state, expected, settled, attempts, created_at, available_at,
       started_at, finished_at)
     select md5('j' || s) || md5('k' || s), ${SPEC_REF}, md5('c' || s) || md5('f' || s), 'z3', '5.2.0', 'succeeded', ${invariants}, ${invariants}, 1,
       moment, moment, moment, moment + (1 + s % 40) * interval '1 second'
     from (select s, now() - (s % ${
       days * 24
     }) * interval '1 hour' - interval '1 minute' as moment from generate_series(0, ${
      total - 1
    }) s) timed`,
  );
  await run(
    'versions',
    `insert into spec_versions (spec_ref, content_hash, canonicalizer, canonical_text, invariants, seen_at, claims)
     select ${SPEC_REF}, hash, 'markdown/1', repeat('a line that says something about accounts' || chr(10), 40) || hash, ${invariants},
       now() - age * interval '1 day', '[]'
     from generate_series(0, ${total - 1}) s
     cross join lateral (values (md5('c' || s) || md5('f' || s), 1), (md5('o' || s) || md5('p' || s), 20)) version (hash, age)
     where age = 1 or s % 20 = 0`,
  );
  await run(
    'drifts',
    `insert into drifts (id, spec_ref, proven_hash, content_hash, opened_at, closed_at, closed_by)
     select md5('x' || s || '-' || n)::uuid::text, ${SPEC_REF}, md5('o' || s) || md5('p' || s), md5('c' || s) || md5('f' || s),
       now() - (n * 30 + s % 30) * interval '1 day', case when n > 0 then now() - (n * 30 + s % 30) * interval '1 day' + interval '2 hours' end,
       case when n > 0 then 'proven' end
     from generate_series(0, ${
       total - 1
     }) s cross join generate_series(0, 3) n where s % 20 = 0`,
  );
  await run(
    'marks',
    `insert into rollup_marks (entity_ref, day)
     select distinct entity_ref, to_char(now() at time zone 'utc', 'YYYY-MM-DD') from spec_entities
     union all select unnest(array['${PORTAL}','${SOURCES.map(
      source => `source=${source}`,
    ).join("','")}']), to_char(now() at time zone 'utc', 'YYYY-MM-DD')`,
  );
  await knex.raw('analyze');
  const began = Date.now();
  await new RollupWriter(knex).writeAll();
  process.stderr.write(
    `  roll-ups of all: ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
  );
  // What is large changes each day, a component every tenth.
  await run(
    'days',
    `insert into coverage_days (entity_ref, day, expected, proven, stale, failed, unproven, specs, proven_specs, new_activity, proven_activity,
       drifted_activity, proofs, proof_latency_total_ms, proof_latency_p50_ms, proof_latency_p95_ms,
       week_proof_latency_p50_ms, week_proof_latency_p95_ms, proof_latencies)
     select entity_ref, to_char((now() at time zone 'utc') - n * interval '1 day', 'YYYY-MM-DD'), expected, greatest(proven - n % 7, 0), stale, failed,
       least(n % 7, proven) + unproven, specs, proven_specs, 0, n % 5, n % 3,
       10, 40000, 3000, 5700, 3000, 5700, case when kind = 'component' then '[[1200,1],[4300,2]]' else
       (select json_agg(json_build_array(100 * i, 1 + (i + n) % 7))::text from generate_series(1, 60) i) end
     from coverage_totals cross join generate_series(1, ${days}) n
     where kind <> 'component' and kind <> 'repository' or n % 10 = 0`,
  );
  await knex.raw('vacuum analyze');
  // Or it is written to disk while the first routes are measured.
  await knex.raw('checkpoint');
}
