export * from './readAtlassianAccess';
export * from './readSites';
