export { DocumentNotice } from './DocumentNotice';
export { SpecFacts } from './SpecFacts';
export { SpecList } from './SpecList';
export { VerifyButton } from './VerifyButton';
