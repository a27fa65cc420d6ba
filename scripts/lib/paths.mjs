import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Whatever these scripts fetch for themselves; ignored by git, safe to delete. */
export const TOOLS = join(ROOT, '.tools');

/** The file that `npm start` and `npm test` run, on the Node.js that it has chosen. */
export const PROOFLINE_SCRIPT = join(ROOT, 'scripts', 'proofline.mjs');

/** The Yarn that this repository is made with. */
export const YARN = join(ROOT, '.yarn', 'releases', 'yarn-4.13.0.cjs');
