export * from './annotations';
export * from './entityName';
export * from './kinds';
