export * from './ast';
export * from './limits';
export * from './parse';
export * from './print';
