import { parseEntityRef } from '@backstage/catalog-model';

/** How the names of services begin, as the backend gives them. */
const SERVICES = ['plugin:', 'external:'];

/**
 * Whether this names an entity. Who did something may be a service as well: `plugin:catalog`, `external:ci`.
 *
 * @public
 */
export function isEntityRef(ref: string): boolean {
  try {
    parseEntityRef(ref);
  } catch {
    return false;
  }
  return !SERVICES.some(prefix => ref.startsWith(prefix));
}
