/*
 * The backend process of the benchmark: what an operator runs, with nothing but this plugin. All settings come from the environment.
 */
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
backend.add(import('../../..'));
backend.start();
