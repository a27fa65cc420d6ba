export * from './cursor';
export * from './database';
export * from './invariantId';
export * from './isOneOf';
export * from './rows';
