export { AllKeys } from './AllKeys';
export { TenantKeys } from './TenantKeys';
