export { TenantView } from './TenantView';
