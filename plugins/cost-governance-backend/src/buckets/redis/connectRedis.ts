import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { createCluster, nodesConnected } from './createCluster';

/** A connection to one Redis, or to a cluster. */
export type RedisClient = Redis | Cluster;

/** Options of {@link connectRedis}. */
export interface ConnectRedisOptions {
  /**
   * One Redis, or some nodes of a cluster. URLs begin with `redis:` or `rediss:`, and hold name and password where there are any;
   * for the nodes that the cluster names by itself those of the first URL are used.
   */
  address: { url: string } | { nodes: readonly string[] };
  /** After how many ms without an answer a command has failed, and the connection is made anew. 500 by default. */
  commandTimeoutMs?: number;
  /** Told once when the connection, or that to a node of the cluster, is lost or cannot be made, and not again before one was there. */
  onLost: (error: Error) => void;
  /** Told each time the connection is there. */
  onReady?: (client: RedisClient) => void;
}

/**
 * Connects to the Redis that keeps the token buckets; the connection is used for nothing else. It comes back by itself. While it
 * is away commands fail at once and are never sent later: whoever asked has been refused, and must not be charged.
 *
 * @returns when the connection is there, or could not be made at first
 * @throws TypeError when an address of a node is no URL
 */
export async function connectRedis({
  address,
  commandTimeoutMs = 500,
  onLost,
  onReady,
}: ConnectRedisOptions): Promise<RedisClient> {
  const options: RedisOptions = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: commandTimeoutMs,
    // A Redis that hangs would make every caller wait for the time above; without a connection they are refused at once.
    socketTimeout: commandTimeoutMs,
    connectTimeout: 5_000,
    // Of a connection that is broken already it would keep the process that long.
    disconnectTimeout: 200,
    retryStrategy: attempt => Math.min(attempt * 50, 1_000),
    lazyConnect: true,
  };
  const client =
    'url' in address
      ? new Redis(address.url, options)
      : createCluster(address.nodes, options);

  let isTold = false;
  const tellLost = (error: Error) => {
    if (!isTold) {
      isTold = true;
      onLost(error);
    }
  };
  client.on('error', tellLost);
  // Of a connection that ended without an error, and not of one that was ended here.
  client.on('reconnecting', () =>
    tellLost(new Error('The connection to Redis was lost')),
  );
  if (client instanceof Cluster) {
    client.on('node error', (error: Error, node: string) =>
      tellLost(new Error(`${node}: ${error.message}`)),
    );
    client.on('+node', (node: Redis) =>
      node.once('ready', () => {
        isTold = false;
      }),
    );
  }
  client.on('ready', () => {
    isTold = false;
    connected(client).then(() => onReady?.(client));
  });
  // Fails with the first attempt, which 'error' has told of, while the client goes on trying.
  await client.connect().catch(() => {});
  await connected(client);
  return client;
}

async function connected(client: RedisClient): Promise<void> {
  if (client instanceof Cluster) {
    await nodesConnected(client);
  }
}
