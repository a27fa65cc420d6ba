export { AnswerOf } from './AnswerOf';
export { CopyButton } from './CopyButton';
export { inCard } from './inCard';
export { Section } from './Section';
