import type { Knex } from 'knex';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/**
 * What PostgreSQL does to answer a query.
 *
 * @returns a line that says which indexes it uses and how long it takes, and the tables that it reads as a whole
 */
export async function readPlan(
  knex: Knex,
  sql: string,
  bindings: readonly unknown[],
): Promise<{ summary: string; scans: string[] }> {
  const { rows } = await knex.raw(
    `explain (analyze, buffers, format json) ${sql}`,
    bindings as never,
  );
  const [{ Plan: root, 'Execution Time': ms }] = rows[0]['QUERY PLAN'];
  const nodes = flatten(root);
  const uses = nodes
    .filter(node => node['Index Name'])
    .map(node => node['Index Name']!);
  const scans = nodes
    .filter(node => node['Node Type'] === 'Seq Scan')
    .map(node => node['Relation Name']!);
  return {
    summary: `${ms.toFixed(1)} ms, ${root['Actual Rows']} rows, by ${
      [...new Set(uses)].join(', ') || 'no index'
    }`,
    scans: [...new Set(scans)],
  };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
