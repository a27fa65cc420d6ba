export { Tokens } from './Amount';
export { tokensOf, useCostWords } from './Cost';
export { RecentUse } from './RecentUse';
export { Unpriced } from './Unpriced';
export { UsageSection } from './UsageSection';
export { UseFacts } from './UseFacts';
