export * from './contentHash';
export * from './markdown';
export * from './types';
