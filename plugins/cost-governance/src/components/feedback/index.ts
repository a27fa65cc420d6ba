export { AnswerOf } from './AnswerOf';
export { Badge } from './Badge';
export type { Tone } from './Badge';
export { Bone } from './Bone';
export { CopyButton } from './CopyButton';
export { inCard } from './inCard';
export { Notice } from './Notice';
export { Section } from './Section';
