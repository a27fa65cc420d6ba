import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, InputError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import { llmUsePermission } from '@proofline/backstage-plugin-cost-governance-common';
import type { IncomingHttpHeaders } from 'node:http';
import { isVirtualKey, type VirtualKeys } from '../keys/VirtualKeys';
import { readEntityRef } from '../llm/tenantRef';
import type { Caller, LlmAuthorizer } from '../permissions/LlmAuthorizer';

/** Says for which tenant a call is made. */
export const TENANT_HEADER = 'x-proofline-tenant';
/** Says what a call is made for. */
export const ENTITY_HEADER = 'x-proofline-entity';

/** Whom a call through the gateway is charged to. */
export interface GatewayCaller {
  /** Who reserves and settles. */
  name: string;
  tenant: string;
  entityRef?: string;
  /** Whether they came with a virtual key, which Backstage itself does not know. */
  isByKey: boolean;
}

/** Finds out who calls through the gateway, by a virtual key or a Backstage token. */
export class GatewayCallers {
  readonly #auth: AuthService;
  readonly #authorizer: LlmAuthorizer;
  readonly #keys: Pick<VirtualKeys, 'find'>;

  constructor(options: {
    auth: AuthService;
    authorizer: LlmAuthorizer;
    keys: Pick<VirtualKeys, 'find'>;
  }) {
    this.#auth = options.auth;
    this.#authorizer = options.authorizer;
    this.#keys = options.keys;
  }

  /**
   * @throws AuthenticationError when that is nobody
   * @throws NotAllowedError when they may not use the tokens of the tenant
   * @throws InputError when it is not clear who is charged
   */
  async identify(headers: IncomingHttpHeaders): Promise<GatewayCaller> {
    const secret = readSecret(headers);
    return isVirtualKey(secret)
      ? this.#byKey(secret, headers)
      : this.#byToken(secret, headers);
  }

  async #byKey(
    key: string,
    headers: IncomingHttpHeaders,
  ): Promise<GatewayCaller> {
    const found = await this.#keys.find(key);
    if (!found) {
      throw new AuthenticationError(
        'There is no such virtual key, or it was revoked or has expired',
      );
    }
    const tenant = readRef(headers, TENANT_HEADER);
    if (tenant !== undefined && tenant !== found.tenant) {
      throw new InputError(
        `The virtual key is of '${found.tenant}', and the header ${TENANT_HEADER} names '${tenant}': leave it out`,
      );
    }
    const entityRef = readRef(headers, ENTITY_HEADER);
    if (found.entityRef && entityRef && entityRef !== found.entityRef) {
      throw new InputError(
        `The virtual key is for '${found.entityRef}', and the header ${ENTITY_HEADER} names '${entityRef}': leave it out`,
      );
    }
    return {
      name: `gateway:key:${found.id}`,
      tenant: found.tenant,
      entityRef: found.entityRef ?? entityRef,
      isByKey: true,
    };
  }

  async #byToken(
    token: string,
    headers: IncomingHttpHeaders,
  ): Promise<GatewayCaller> {
    const caller = await this.#authenticate(token);
    await this.#authorizer.assertPermitted(caller, llmUsePermission);
    const named = readRef(headers, TENANT_HEADER);
    if (named !== undefined) {
      await this.#authorizer.assertBelongs(caller, named);
    }
    return {
      name: caller.name,
      tenant: named ?? (await this.#soleGroupOf(caller)),
      entityRef: readRef(headers, ENTITY_HEADER),
      isByKey: false,
    };
  }

  async #authenticate(token: string): Promise<Caller> {
    let credentials: BackstageCredentials;
    try {
      credentials = await this.#auth.authenticate(token);
    } catch (error) {
      if ((error as Error).name !== 'AuthenticationError') {
        throw error;
      }
      // Its message may repeat the token.
      throw new AuthenticationError(
        'The token is none of this Backstage, or has expired',
      );
    }
    if (this.#auth.isPrincipal(credentials, 'user')) {
      return { credentials, name: credentials.principal.userEntityRef };
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return { credentials, name: credentials.principal.subject };
    }
    throw new AuthenticationError(
      'The token is of neither a user nor a service',
    );
  }

  async #soleGroupOf(caller: Caller): Promise<string> {
    const owners = await this.#authorizer.ownersOf(caller);
    const groups = owners.filter(
      ref => parseEntityRef(ref).kind.toLowerCase() === 'group',
    );
    if (groups.length !== 1) {
      throw new InputError(
        `Say who is charged in the header ${TENANT_HEADER}, such as 'group:default/payments': only users of exactly one group need not`,
      );
    }
    return readEntityRef(groups[0], 'group');
  }
}

function readSecret(headers: IncomingHttpHeaders): string {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = headers['x-api-key'];
  const secret = bearer ?? (typeof key === 'string' ? key.trim() : undefined);
  if (!secret) {
    throw new AuthenticationError(
      'Set the API key of the SDK to a virtual key of the portal, or to a Backstage token',
    );
  }
  return secret;
}

function readRef(
  headers: IncomingHttpHeaders,
  name: string,
): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? readEntityRef(value, name) : undefined;
}
