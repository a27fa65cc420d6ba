export * from './matchesSpecPattern';
export * from './SourceState';
export * from './SpecSource';
export * from './TryLaterError';
