import { REPOSITORIES, type Size, SPECS, STORIES } from './seed';

/** A route that is measured: its name, and the requests that are made of it in turn. */
export interface MeasuredRoute {
  name: string;
  paths: string[];
}

const DAY_MS = 24 * 60 * 60_000;

/** How many different requests are made of a route. */
const VARIETY = 200;

/** All read routes, each with many different things that are asked for. */
export function measuredRoutes(size: Size): MeasuredRoute[] {
  const specCount = size.components * SPECS;
  const pick = (index: number, count: number) => (index * 7_919 + 13) % count;
  const many = (name: string, path: (index: number) => string) => ({
    name,
    paths: Array.from({ length: VARIETY }, (_, index) => path(index)),
  });
  const day = (ago: number) =>
    new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
  const component = (index: number) => `c-${pick(index, size.components)}`;
  const sources = ['jira', 'confluence', 'github', 'google-docs'];
  const spec = (index: number) => {
    const number = pick(index, specCount);
    return encodeURIComponent(`${sources[number % 4]}:DOC-${number}`);
  };
  const drifted = (index: number) => {
    const number = pick(index, specCount / 20) * 20;
    return encodeURIComponent(`${sources[number % 4]}:DOC-${number}`);
  };
  const year = `from=${day(364)}&to=${day(0)}`;
  return [
    many('GET /coverage', () => '/coverage'),
    many(
      'GET /coverage?owner=',
      index => `/coverage?owner=group:default/t-${pick(index, 200)}`,
    ),
    many(
      'GET /coverage?system=',
      index => `/coverage?system=system:default/s-${pick(index, 500)}`,
    ),
    many('GET /coverage/groups?by=system', () => '/coverage/groups?by=system'),
    many('GET /coverage/groups?by=owner', () => '/coverage/groups?by=owner'),
    many(
      'GET /coverage/groups?by=component',
      () => '/coverage/groups?by=component',
    ),
    many(
      'GET /coverage/groups?by=component&owner=',
      index =>
        `/coverage/groups?by=component&owner=group:default/t-${pick(
          index,
          200,
        )}`,
    ),
    many(
      'GET /coverage/entity (a component)',
      index => `/coverage/entity/component/default/${component(index)}`,
    ),
    many(
      'GET /coverage/entity (a system, 200 specs)',
      index => `/coverage/entity/system/default/s-${pick(index, 500)}`,
    ),
    many(
      'GET /coverage/repository',
      index =>
        `/coverage/repository/acme%2Fr-${pick(
          index,
          Math.min(REPOSITORIES, size.components),
        )}`,
    ),
    many(
      'GET /coverage/user-story',
      index =>
        `/coverage/user-story/jira%3ASTORY-${pick(
          index,
          Math.min(STORIES, specCount * 3),
        )}`,
    ),
    many(
      'GET /coverage/trends, 365 days (a component)',
      index =>
        `/coverage/trends?entityRef=component:default/${component(
          index,
        )}&${year}`,
    ),
    many(
      'GET /coverage/trends, 365 days (the portal)',
      () => `/coverage/trends?${year}`,
    ),
    many(
      'GET /coverage/trends, 52 weeks (a system)',
      index =>
        `/coverage/trends?entityRef=system:default/s-${pick(
          index,
          500,
        )}&${year}&interval=week`,
    ),
    many(
      'GET /coverage/top-performers',
      () => '/coverage/top-performers?limit=10',
    ),
    many('GET /specs', index => `/specs?limit=50&source=${sources[index % 4]}`),
    many(
      'GET /specs?entityRef=',
      index => `/specs?entityRef=component:default/${component(index)}`,
    ),
    many('GET /specs/{ref}', index => `/specs/${spec(index)}`),
    many('GET /specs/{ref}/history', index => `/specs/${spec(index)}/history`),
    many(
      'GET /specs/{ref}/changes',
      index => `/specs/${drifted(index)}/changes`,
    ),
    many('GET /invariants', () => '/invariants?limit=50'),
    many(
      'GET /invariants?entityRef=&search=&sort=',
      index =>
        `/invariants?entityRef=component:default/${component(
          index,
        )}&search=balance&sort=state`,
    ),
    many('GET /drifts?state=open', () => '/drifts?state=open&limit=50'),
    many(
      'GET /drifts?entityRef=',
      index =>
        `/drifts?state=open&entityRef=component:default/${component(index)}`,
    ),
    many('GET /proof-jobs', () => '/proof-jobs?limit=50'),
    many(
      'GET /proof-jobs?specRef=',
      index => `/proof-jobs?specRef=${spec(index)}`,
    ),
  ];
}
