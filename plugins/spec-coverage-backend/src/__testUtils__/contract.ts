import { readContract } from '@proofline/test-support';
import contract from '../schema/generated/openapi.json';

/** The contract of this plugin, to compare answers with. */
export const { assertDocumented, documentedRoutes } = readContract(contract);
