export { AnswerOf } from './AnswerOf';
export { Announcer } from './Announcer';
export { Bone } from './Bone';
export { kindWord } from './EmptyNotice';
export { Notice } from './Notice';
export { RefreshNotice } from './RefreshNotice';
export { UnresolvedRefs } from './UnresolvedRefs';
export { WithCoverage } from './WithCoverage';
