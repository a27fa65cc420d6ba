import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type express from 'express';
import { askAgain } from './askAgain';
import { InFlight } from './InFlight';

/** A user or a service, with what it needs to be told apart. */
export interface Caller {
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
  /** Entity ref of the user, or subject of the service. */
  name: string;
}

/**
 * Decides who may do what. Backstage answers each of these questions about a user by a request over HTTP, also where it asks itself; so
 * what one user asks in many calls at once is asked once. Of services nothing is shared: what they may do can depend on their token.
 */
export class LlmAuthorizer {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;
  readonly #permitted = new InFlight<boolean>();
  readonly #owners = new InFlight<string[]>();

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    userInfo: UserInfoService;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
  }

  /**
   * Finds out who asks.
   *
   * @throws AuthenticationError when that is nobody
   */
  async callerOf(request: express.Request): Promise<Caller> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { principal } = credentials;
    return {
      credentials,
      name:
        principal.type === 'user' ? principal.userEntityRef : principal.subject,
    };
  }

  /** Whether the caller has a permission. */
  async isPermitted(
    { credentials, name }: Caller,
    permission: BasicPermission,
  ): Promise<boolean> {
    const authorize = async () => {
      const [{ result }] = await askAgain(() =>
        this.#permissions.authorize([{ permission }], { credentials }),
      );
      return result === AuthorizeResult.ALLOW;
    };
    return credentials.principal.type === 'user'
      ? this.#permitted.ask(`${permission.name} ${name}`, authorize)
      : authorize();
  }

  /** @throws NotAllowedError when the caller does not have the permission */
  async assertPermitted(
    caller: Caller,
    permission: BasicPermission,
  ): Promise<void> {
    if (!(await this.isPermitted(caller, permission))) {
      throw new NotAllowedError(`It takes the permission '${permission.name}'`);
    }
  }

  /**
   * Lets a caller use the tokens of a tenant: services of any, users of those that they belong to.
   *
   * @param tenant - an entity ref in canonical form
   * @throws NotAllowedError when it is not one of theirs
   */
  async assertBelongs(caller: Caller, tenant: string): Promise<void> {
    if (
      caller.credentials.principal.type === 'user' &&
      !(await this.ownersOf(caller)).includes(tenant)
    ) {
      throw new NotAllowedError(`You do not belong to the tenant '${tenant}'`);
    }
  }

  /** Entity refs of a user, and of the groups that the user belongs to; none of a service. */
  async ownersOf({ credentials, name }: Caller): Promise<string[]> {
    if (credentials.principal.type === 'service') {
      return [];
    }
    return this.#owners.ask(name, async () => {
      const { ownershipEntityRefs } = await askAgain(() =>
        this.#userInfo.getUserInfo(credentials),
      );
      return ownershipEntityRefs;
    });
  }
}
