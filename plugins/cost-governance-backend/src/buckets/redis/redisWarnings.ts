import { Cluster } from 'ioredis';
import type { RedisClient } from './connectRedis';

/**
 * Looks for settings of Redis under which buckets get lost, which makes them full again.
 *
 * @returns sentences for the operator; none when all is well. A Redis that does not tell its settings gets none.
 */
export async function redisWarnings(client: RedisClient): Promise<string[]> {
  const nodes = client instanceof Cluster ? client.nodes('master') : [client];
  const infos = await Promise.all(
    nodes.map(async node =>
      [await node.info('persistence'), await node.info('memory')].join('\n'),
    ),
  );
  return [...new Set(infos.flatMap(warningsOf))];
}

function warningsOf(info: string): string[] {
  const settings = new Map(
    info
      .split(/\r?\n/)
      .map(line => line.split(':') as [string, string | undefined]),
  );
  const policy = settings.get('maxmemory_policy');
  const warnings: string[] = [];
  if (settings.get('aof_enabled') === '0') {
    warnings.push(
      'Redis does not write down what it is told: after a restart used token buckets are full again. Set appendonly yes.',
    );
  }
  if (policy?.startsWith('allkeys') || policy?.startsWith('volatile')) {
    warnings.push(
      `Redis drops keys when memory gets short (maxmemory-policy ${policy}), and a token bucket that was dropped is full again. Set noeviction.`,
    );
  }
  return warnings;
}
