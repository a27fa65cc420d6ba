export { Actions } from './Actions';
export { Content } from './Content';
