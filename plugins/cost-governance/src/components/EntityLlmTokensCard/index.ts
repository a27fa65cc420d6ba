export { EntityLlmTokensCard } from './EntityLlmTokensCard';
