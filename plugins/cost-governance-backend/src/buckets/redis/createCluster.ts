import { Cluster, type Redis, type RedisOptions } from 'ioredis';

/**
 * A client of a cluster that leaves nobody waiting for a node that is away. What is asked of that node is refused at once, what is
 * asked of the others goes on, and each request that is refused tries whether the node, or one that took its place, is there again.
 *
 * @param nodes - URLs of some of the nodes
 * @param options - of the connection to each node
 */
export function createCluster(
  nodes: readonly string[],
  options: RedisOptions,
): Cluster {
  const cluster = new Cluster([...nodes], {
    enableOfflineQueue: false,
    lazyConnect: true,
    // Of a cluster that says that it is down, connect() neither succeeds nor fails; and it is asked over a connection that may not be
    // there yet. What such a cluster is asked for it refuses by itself.
    enableReadyCheck: false,
    clusterRetryStrategy: attempt => Math.min(attempt * 50, 1_000),
    // Without a delay ioredis does not ask again, what it otherwise does up to 16 times, 100 ms apart.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    // While slots move from node to node, a request may have to be sent to the other one.
    retryDelayOnTryAgain: 10,
    maxRedirections: 4,
    redisOptions: { ...options, ...credentialsOf(nodes[0]) },
  });
  cluster.on('+node', (node: Redis) => {
    // ioredis sets this for the nodes of a cluster, whatever is asked for. What waits there for a connection is sent even after its
    // time is over, and somebody would be charged who was refused.
    node.options.enableOfflineQueue = false;
    // Replicas are not asked for tokens.
    if (!node.options.readOnly) {
      // 'node error' tells of the failure.
      node.connect().catch(() => {});
    }
  });
  return cluster;
}

/** Resolves when each node that holds buckets is connected, or could not be at the first attempt. */
export async function nodesConnected(cluster: Cluster): Promise<void> {
  await Promise.all(
    cluster.nodes('master').map(async node => {
      if (node.status === 'connecting' || node.status === 'connect') {
        await new Promise<void>(resolve => {
          node.once('ready', () => resolve());
          node.once('end', () => resolve());
        });
      }
    }),
  );
}

/** Of the nodes that the cluster names by itself, without name and password. */
function credentialsOf(url: string): RedisOptions {
  const { username, password, protocol } = new URL(url);
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}
