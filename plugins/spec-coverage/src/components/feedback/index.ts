export { AnswerOf } from './AnswerOf';
export { Announcer } from './Announcer';
export { kindWord } from './EmptyNotice';
export { ProblemNotice } from './ProblemNotice';
export { RefreshNotice } from './RefreshNotice';
export { Snippet } from './Snippet';
export { UnresolvedRefs } from './UnresolvedRefs';
export { WithCoverage } from './WithCoverage';
