export * from './readSites';
