export * from './coverage';
export * from './invariantState';
export * from './specState';
