/** Words of the page, and of what takes the place of an answer. @internal */
export const pageWords = {
  page: {
    title: 'Cost governance',
    views: 'Views of cost governance',
    tenants: 'Tenants',
    usage: 'Usage',
    keys: 'Keys',
    killSwitch: 'Kill switch',
    allTenants: 'All tenants',
    entityPage: 'To its page',
    stopCalls: 'Stop its calls',
  },
  tenants: {
    title: 'Tenants',
    hint: 'Those that have limits of their own, or used tokens this month.',
    empty: 'No tenants yet',
    emptyHint:
      'A team shows up here with its first LLM call, or as soon as it has a limit of its own in the configuration.',
    tenant: 'Tenant',
    level: 'Tokens left',
    limit: 'Limit',
    used: 'Used this month',
    cost: 'Cost this month',
    refused: 'Refused this month',
    limitOf: '{{capacity}}, {{refill}} a minute',
    more_one: 'and {{count}} more limit',
    more_other: 'and {{count}} more limits',
    none: 'none',
    isStopped: 'Stopped',
    showMore: 'Show more',
  },
  answer: {
    loading: 'Loading: {{what}}',
    failed: 'This could not be loaded: {{what}}',
    signedOut: 'Your session is over',
    signedOutHint:
      'The backend does not know who you are any more. Sign in again; this page asks again by itself.',
    denied: 'You may not see this: {{what}}',
    deniedHint:
      'It takes the permission {{permission}}. Whoever runs this portal can grant it.',
    notInstalled: 'The cost-governance backend does not answer',
    notInstalledHint:
      'The backend of this portal has no plugin cost-governance, or an older one. Add it and start the backend again.',
    unreachable: 'The backend could not be reached',
    unreachableHint:
      'This page asks again by itself. What went wrong: {{reason}}',
    retry: 'Retry',
    stale: 'Could not refresh; trying again',
  },
} as const;
