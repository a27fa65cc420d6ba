/** Entity ref of the component `ledger`. */
export const LEDGER = 'component:default/ledger';
/** Entity ref of `jira:PAY-142`. */
export const SPEC = 'spec:default/jira.pay-142';
/** Entity ref of `jira:PAY-10`. */
export const STORY = 'userstory:default/jira.pay-10';

/** A catalog file with one component. */
export function component(
  name: string,
  options: {
    specs?: string;
    stories?: string;
    namespace?: string;
    owner?: string;
    description?: string;
  },
): string {
  return `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  namespace: ${options.namespace ?? 'default'}
  description: ${JSON.stringify(options.description ?? '')}
  annotations:
    example.com/other: kept
${
  options.specs
    ? `    proofline.io/specs: ${JSON.stringify(options.specs)}`
    : ''
}
${
  options.stories
    ? `    proofline.io/user-stories: ${JSON.stringify(options.stories)}`
    : ''
}
spec:
  type: service
  lifecycle: production
  owner: ${options.owner ?? 'payments'}
`;
}

/** A catalog file that declares `jira:PAY-142`, with all fields. */
export const declaredSpec = `
apiVersion: proofline.io/v1alpha1
kind: Spec
metadata:
  name: jira.PAY-142
  title: Declared by hand
spec:
  ref: jira:PAY-142
  owner: team-architecture
  specifies: [payouts]
  userStories: [jira:PAY-10, 'userstory:checkout/Refunds']
`;

/** The same with the fields that are required. */
export const smallestSpec = declaredSpec.slice(
  0,
  declaredSpec.indexOf('  specifies'),
);
