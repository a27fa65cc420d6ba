export { GithubServer, type GithubDelivery } from './GithubServer';
export type { GitCommit, GitRepository } from './GitRepository';
