export * from './SampleSpec';
export * from './VendorServer';
