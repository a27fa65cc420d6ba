export { EntityLlmUsageContent } from './EntityLlmUsageContent';
