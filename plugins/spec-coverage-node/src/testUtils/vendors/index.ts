export * from './googleDrive';
export * from './confluence';
export * from './jira';
export * from './github';
export * from './SampleSpec';
export * from './VendorServer';
