import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContent } from './NavContent';

/** The sidebar of the portal. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [NavContent],
});
