import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * All words of this plugin, to be translated or reworded.
 *
 * @public
 */
export const specCoverageTranslationRef = createTranslationRef({
  id: 'plugin.spec-coverage',
  messages: {
    card: {
      title: 'Spec coverage',
      link: 'View coverage',
    },
    tab: {
      coverage: 'Coverage',
      specs: 'Specs',
      stories: 'User stories',
    },
    coverage: {
      label: '{{percentage}} of the invariants are proven',
      nothingToProve: 'Nothing to prove',
      nothingToProveHint: 'The specs state no invariants.',
      proven_one: '{{proven, number}} of {{count, number}} invariant proven',
      proven_other: '{{proven, number}} of {{count, number}} invariants proven',
      bar: 'Invariants by state: {{states}}',
      latency: 'Proof latency {{p50}} (median), {{p95}} (95th percentile)',
      unreadable_one: '{{count}} document is missing or refused',
      unreadable_other: '{{count}} documents are missing or refused',
      specs_one: '{{count}} spec',
      specs_other: '{{count}} specs',
    },
    invariantState: {
      proven: 'Proven',
      accepted: 'Accepted',
      stale: 'Stale',
      failed: 'Failed',
      vacuous: 'Vacuous',
      unknown: 'Unknown',
      unproven: 'Unproven',
    },
    specState: {
      pending: 'Not read yet',
      missing: 'Missing',
      refused: 'Refused',
      nothingToProve: 'Nothing to prove',
      unproven: 'Unproven',
      drifted: 'Drifted',
      proven: 'Proven',
    },
    drift: {
      none: 'No open drift',
      openFor_one: 'Drift open for {{age}}',
      openFor_other: '{{count}} specs drifted, the oldest for {{age}}',
    },
    time: {
      lastProven: 'Last proven {{ago}}',
      neverProven: 'Never proven in full',
    },
    running: {
      label: 'Proof progress',
      labelOf: 'Proof progress of {{title}}',
      checkingOne: 'Checking for changes',
      checking_one: 'Checking {{count}} spec for changes',
      checking_other: 'Checking {{count}} specs for changes',
      queued: 'Waiting for a prover',
      proving: 'Proving: {{settled, number}} of {{expected, number}} settled',
      tryingAgain:
        'The last attempt of the proof failed and will be made again',
    },
    unresolved: {
      title_one: '{{count}} reference leads to no document',
      title_other: '{{count}} references lead to no document',
    },
    empty: {
      title: 'This {{kind}} names no specs',
      hint: 'Add this annotation to the catalog file of {{name}}:',
      format:
        'A spec is named by its source and its document; separate several with commas.',
      copy: 'Copy the snippet',
      copied: 'Copied',
      unreadTitle: 'The specs have not been read yet',
      unreadHint: 'They show up here as soon as their sources were asked.',
    },
    problem: {
      deniedTitle: 'You may not see this coverage',
      deniedHint:
        'It takes the permission {{permission}}. Whoever runs this portal can grant it.',
      notFoundTitle: 'Spec coverage does not know this {{kind}} yet',
      notFoundHint:
        'It may be new in the catalog, or not yours to see. This page asks again by itself.',
      notInstalledTitle: 'The spec-coverage backend does not answer',
      notInstalledHint:
        'The backend of this portal has no plugin spec-coverage. Add it and start the backend again.',
      unreachableTitle: 'The backend could not be reached',
      unreachableHint:
        'This page asks again by itself. What went wrong: {{reason}}',
      otherTitle: 'Coverage could not be loaded',
      retry: 'Retry',
      refresh: 'Could not refresh; trying again',
    },
    loading: {
      coverage: 'Loading coverage',
      spec: 'Loading the invariants',
      history: 'Loading the history',
    },
    spec: {
      currentVersion: 'Current version',
      provenVersion: 'Proven version',
      lastChecked: 'Last checked',
      none: 'none',
      never: 'never',
      openDocument: 'Open document',
      openDocumentOf: 'Open document of {{title}}',
      missing: 'The document is missing',
      refused: 'The document was refused',
      sourceFailed: 'The source could not be asked',
      noReason: 'No reason was given.',
      pending: 'The document has not been read yet.',
      noInvariants: 'The document states no invariants: nothing to prove.',
    },
    verify: {
      button: 'Verify',
      buttonOf: 'Verify {{title}}',
      accepted: 'A check of {{title}} was requested',
      refused: 'Could not verify {{title}}: {{reason}}',
      obstacle: {
        permission: 'You need the permission {{permission}} to verify.',
        requested: 'The request is on its way.',
        checking: 'A check is under way.',
        proving: 'A proof is running.',
      },
    },
    invariants: {
      listOf: 'Invariants of {{title}}',
      search: 'Search invariants',
      searchPlaceholder: 'Key, claim or story',
      filter: 'Show only invariants in a state',
      noMatch: 'No invariant matches.',
      showAll: 'Show all',
      page: '{{from, number}} to {{to, number}} of {{total, number}}',
    },
    invariant: {
      story: 'Story {{story}}',
      line: 'Line {{line}}',
      formal: 'Formal claim',
      failsFor: 'The claim fails for:',
      failsAlways: 'The claim has no free values: it is false as it stands.',
      noCounterexample:
        'The prover refuted the claim and gave no counterexample.',
      value: 'Value',
      name: 'Name',
      sort: 'Sort',
      vacuous: 'The assumptions contradict each other, so nothing was proven.',
      stale: 'Proven at an older version ({{hash}}).',
      olderVerdict: 'This verdict is about an older version ({{hash}}).',
      unknown: 'The prover gave up and gave no reason.',
      accepted:
        'Somebody accepted this risk. It is shown apart and not counted as proven.',
      unproven: 'Not settled yet.',
      informal: 'No prover settles this claim yet: it has no formal body.',
    },
    history: {
      title: 'History',
      titleOf: 'History of {{title}}',
      empty: 'Nothing has happened yet.',
      loadMore: 'Load more',
      failed: 'The history could not be loaded: {{reason}}',
      version_one: 'Version {{hash}} seen, with {{count}} invariant',
      version_other: 'Version {{hash}} seen, with {{count}} invariants',
      verdictAt: 'at version {{hash}}',
      current: 'current',
      driftOpened: 'Drift opened: {{hash}} is not the proven {{proven}}',
      driftOpenedFirst: 'Drift opened: {{hash}} was never proven',
      driftOpenedGone: 'Drift opened: the document is gone or unreadable',
      driftClosed: 'Drift closed after {{age}}',
      driftClosedProven: 'Drift closed after {{age}}: the version was proven',
      driftClosedReverted:
        'Drift closed after {{age}}: the document went back to the proven version',
      driftClosedRemoved:
        'Drift closed after {{age}}: the document is no longer there',
    },
    announce: {
      spec: '{{title}}: {{state}}, {{proven, number}} of {{expected, number}} invariants proven.',
    },
  },
});
