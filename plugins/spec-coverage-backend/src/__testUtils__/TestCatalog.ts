import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** What can be asked of the catalog here. */
const READING = [
  'getEntities',
  'getEntitiesByRefs',
  'getEntityByRef',
  'queryEntities',
  'streamEntities',
] as const satisfies readonly (keyof CatalogService)[];

/**
 * A catalog that does what Backstage's own test catalog leaves out: it hides entities from some callers, as the real one does by the
 * permission `catalog.entity.read`, and its entities can change.
 */
export class TestCatalog {
  entities: readonly Entity[];
  /** By the name of a caller: the entities that it may not see. */
  readonly #hidden = new Map<string, ReadonlySet<string>>();
  readonly service: CatalogService;

  constructor(entities: readonly Entity[] = []) {
    this.entities = entities;
    this.service = Object.fromEntries(
      READING.map(method => [
        method,
        (...parameters: unknown[]) => {
          const { credentials } = parameters.at(-1) as {
            credentials: BackstageCredentials;
          };
          const visible = catalogServiceMock({
            entities: this.#visibleTo(credentials),
          });
          return (visible[method] as (...values: unknown[]) => unknown)(
            ...parameters,
          );
        },
      ]),
    ) as unknown as CatalogService;
  }

  /**
   * Hides entities from a caller from now on.
   *
   * @param caller - entity ref of a user, or subject of a service
   */
  hide(caller: string, entityRefs: readonly string[]): void {
    this.#hidden.set(caller, new Set(entityRefs));
  }

  /** Whether anything is hidden from a caller. */
  isHiding(credentials: BackstageCredentials): boolean {
    return this.#hidden.has(callerOf(credentials));
  }

  #visibleTo(credentials: BackstageCredentials): Entity[] {
    const hidden = this.#hidden.get(callerOf(credentials));
    return this.entities.filter(
      entity => !hidden?.has(stringifyEntityRef(entity)),
    );
  }
}

/** The entity ref of a user, or the subject of a service. */
export function callerOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'nobody';
}
