export * from './coverage';
export * from './invariantState';
export * from './specState';
export * from './rollUp';
export * from './trend';
