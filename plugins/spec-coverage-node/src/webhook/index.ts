export * from './isSignedWith';
export * from './parseJsonBody';
export * from './SourceWebhook';
