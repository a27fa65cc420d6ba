// Made by scripts/openapi.mjs from the contract in the backend package, src/schema/openapi.yaml. Change that instead.
export interface paths {
    "/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coverage of the whole portal
         * @description Totals of all specs, or of those that the filters leave; each counts once.
         */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coverage by system, owner, repository…
         * @description Those with most invariants first. An invariant that belongs to several counts in each.
         */
        get: operations["listCoverageGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How coverage went
         * @description The last 30 days unless said otherwise, at most two years. Of the whole portal, an entity or a repository. History is kept for the whole of each, and so it takes the right to see all of its specs.
         */
        get: operations["getCoverageTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage/top-performers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Owners by specs proven
         * @description Those with most proven specs first; of equals the one with the shorter proof latency.
         */
        get: operations["listTopPerformers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage/entity/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coverage of one entity
         * @description With its first 500 specs and its stories.
         */
        get: operations["getEntityCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage/repository/{repository}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coverage of one repository
         * @description Of what is built from it, according to the source location or project slug in the catalog.
         */
        get: operations["getRepositoryCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage/user-story/{story}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coverage of one user story
         * @description With its specs and invariants.
         */
        get: operations["getUserStoryCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/specs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Specs in the order of their references
         * @description Specs in the order of their references.
         */
        get: operations["listSpecs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/specs/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One spec with its invariants
         * @description One spec with its invariants.
         */
        get: operations["getSpec"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/specs/{ref}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions, verdicts and drifts of a spec
         * @description The newest first.
         */
        get: operations["getSpecHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/specs/{ref}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a spec drifted
         * @description What changed between the version that was last proven and the current one.
         */
        get: operations["getSpecChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/specs/{ref}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a check and a proof
         * @description Of the current version. It is a hint as any other: many are one check.
         */
        post: operations["verifySpec"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/specs/{ref}/invariants/{key}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take the risk of an invariant
         * @description It is shown apart and never counted as proven. It ends at a moment, and with the next change of the document.
         */
        put: operations["acceptInvariant"];
        post?: never;
        /**
         * Take an acceptance back
         * @description Take an acceptance back.
         */
        delete: operations["withdrawAcceptance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invariants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invariants
         * @description Those of a spec, story, entity or repository can be searched and sorted. Without any of these all are listed in the order of their specs and keys.
         */
        get: operations["listInvariants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Drifts, the longest one first
         * @description Drifts, the longest one first.
         */
        get: operations["listDrifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proof-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proof jobs, the newest first
         * @description Proof jobs, the newest first.
         */
        get: operations["listProofJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proof-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One proof job
         * @description One proof job.
         */
        get: operations["getProofJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what a vendor sends about changes
         * @description Open to all, and signed with the webhook secret of the source, in the way of its vendor.
         */
        post: operations["receiveWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description `stale` was proven at an older version of the document, `accepted` is a risk that a named person took until a moment, `unproven` was never settled.
         * @enum {string}
         */
        InvariantState: "proven" | "accepted" | "stale" | "failed" | "vacuous" | "unknown" | "unproven";
        /**
         * @description `pending`: not read yet; `missing`, `trashed`, `forbidden`, `refused`: the document cannot be read, and so nothing of it is proven; `nothing-to-prove`: it states no invariants; `unproven`: never settled well as a whole; `drifted`: not the version that was last proven; `proven`: all invariants are proven or accepted at the current version.
         * @enum {string}
         */
        SpecState: "pending" | "missing" | "trashed" | "forbidden" | "refused" | "nothing-to-prove" | "unproven" | "drifted" | "proven";
        /**
         * @description How the last attempt to read the document ended.
         * @enum {string}
         */
        DocumentState: "present" | "missing" | "trashed" | "forbidden" | "refused";
        /** @enum {string} */
        ProofJobState: "queued" | "running" | "succeeded" | "failed" | "superseded";
        /**
         * @description `proven`: the claim follows from its assumptions, and they can hold; `failed`: it was refuted; `vacuous`: the assumptions contradict each other; `unknown`: the prover gave up or could not read the claim.
         * @enum {string}
         */
        VerdictOutcome: "proven" | "failed" | "vacuous" | "unknown";
        /** @description How many invariants are expected, and how many of them are in each state. */
        CoverageCounts: {
            expected: number;
            proven: number;
            accepted: number;
            stale: number;
            failed: number;
            vacuous: number;
            unknown: number;
            unproven: number;
        };
        /** @description From the moment a version was noticed until its proof job had succeeded; nearest-rank percentiles. */
        ProofLatency: {
            /** @description Median, in ms. */
            p50Ms: number;
            /** @description 95th percentile, in ms. */
            p95Ms: number;
        };
        /** @description How many open drifts are of one age. */
        DriftAge: {
            /** @description Open for at least this long. */
            fromHours: number;
            /** @description Number of open drifts. */
            count: number;
            /** @description Open for less than this; absent for the last group. */
            toHours?: number;
        };
        /** @description Coverage of all specs that the caller may see, or of those that a filter leaves. */
        PortalCoverage: {
            counts: components["schemas"]["CoverageCounts"];
            /** @description Number of specs counted. */
            specs: number;
            /** @description How many of them are proven in full now. */
            provenSpecs: number;
            /** @description How many of them are not the version that was last proven. */
            openDrifts: number;
            /** @description The open drifts by age, the youngest first. */
            driftAges: components["schemas"]["DriftAge"][];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
            /**
             * Format: date-time
             * @description When the longest open drift began; absent where none is open.
             */
            oldestDriftOpenedAt?: string;
            /**
             * Format: date-time
             * @description When a spec was last proven in full; absent where none ever was.
             */
            lastProvenAt?: string;
            /** @description Of the proofs of the last 30 days; absent where there were none. */
            proofLatency?: components["schemas"]["ProofLatency"];
        };
        /** @description Coverage of one of several systems, owners, repositories… */
        CoverageGroup: {
            /** @description An entity ref, a repository as owner/name, or the id of a source. */
            ref: string;
            counts: components["schemas"]["CoverageCounts"];
            /** @description Number of specs that belong to it. */
            specs: number;
            /** @description How many of them are proven in full now. */
            provenSpecs: number;
            /** @description How many of them are not the version that was last proven. */
            openDrifts: number;
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
        };
        /** @description An owner and what they have proven. */
        TopPerformer: {
            /** @description Entity ref of an owner of entities that name specs. */
            ownerRef: string;
            counts: components["schemas"]["CoverageCounts"];
            /** @description Number of specs that the owner answers for. */
            specs: number;
            /** @description How many of them are proven in full now. */
            provenSpecs: number;
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
            /** @description Mean time from noticing a version to its proof, in ms, of the last 30 days; absent where there was no proof. */
            averageProofLatencyMs?: number;
        };
        /** @description Coverage of one user story. */
        StoryCoverage: {
            /** @description The story, such as `jira:PAY-10`. */
            ref: string;
            counts: components["schemas"]["CoverageCounts"];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
        };
        /** @description A reference of an entity that leads to no document, with the reason. */
        UnresolvedRef: {
            ref: string;
            reason: string;
        };
        /** @description Coverage at the end of a day. */
        CoverageDay: {
            /**
             * Format: date
             * @description UTC day.
             */
            date: string;
            counts: components["schemas"]["CoverageCounts"];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
        };
        /** @description Coverage of one entity, with its specs and stories. */
        EntityCoverage: {
            counts: components["schemas"]["CoverageCounts"];
            /** @description Number of specs counted. */
            specs: number;
            /** @description How many of them are proven in full now. */
            provenSpecs: number;
            /** @description How many of them are not the version that was last proven. */
            openDrifts: number;
            entityRef: string;
            /** @description The first 500 specs in the order of their references; `GET /specs` pages through all. */
            items: components["schemas"]["SpecSummary"][];
            /** @description The first 500 stories that its specs or annotations name, in the order of their references. */
            stories: components["schemas"]["StoryCoverage"][];
            /** @description What the entity's annotations name and no source has. */
            unresolved: components["schemas"]["UnresolvedRef"][];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
            /**
             * Format: date-time
             * @description When the longest open drift began; absent where none is open.
             */
            oldestDriftOpenedAt?: string;
            /**
             * Format: date-time
             * @description When a spec was last proven in full; absent where none ever was.
             */
            lastProvenAt?: string;
            /** @description Of the proofs of the last 30 days; absent where there were none. */
            proofLatency?: components["schemas"]["ProofLatency"];
            /** @description The last 30 days, the oldest first; absent for callers who may not see all specs of the entity, because history is kept for the whole. */
            trend?: components["schemas"]["CoverageDay"][];
        };
        /** @description Coverage of what is built from one repository. */
        RepositoryCoverage: {
            counts: components["schemas"]["CoverageCounts"];
            /** @description Number of specs counted. */
            specs: number;
            /** @description How many of them are proven in full now. */
            provenSpecs: number;
            /** @description How many of them are not the version that was last proven. */
            openDrifts: number;
            /** @description owner/name */
            repository: string;
            /** @description Entities that are built from the repository, as far as the caller may see them. */
            entityRefs: string[];
            /** @description The first 500 specs in the order of their references; `GET /specs` pages through all. */
            items: components["schemas"]["SpecSummary"][];
            /** @description The first 500 stories that its specs name, in the order of their references. */
            stories: components["schemas"]["StoryCoverage"][];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
            /**
             * Format: date-time
             * @description When the longest open drift began; absent where none is open.
             */
            oldestDriftOpenedAt?: string;
            /**
             * Format: date-time
             * @description When a spec was last proven in full; absent where none ever was.
             */
            lastProvenAt?: string;
            /** @description Of the proofs of the last 30 days; absent where there were none. */
            proofLatency?: components["schemas"]["ProofLatency"];
            /** @description The last 30 days, the oldest first; absent for callers who may not see all specs of the entity, because history is kept for the whole. */
            trend?: components["schemas"]["CoverageDay"][];
        };
        /** @description What a spec states for one user story. */
        StorySpec: {
            /** @description SpecRef. */
            ref: string;
            title: string;
            state: components["schemas"]["SpecState"];
            /** @description Of the invariants that the story asked for. */
            counts: components["schemas"]["CoverageCounts"];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
        };
        /** @description One user story with its specs and invariants. */
        UserStoryCoverage: {
            /** @description The story, such as `jira:PAY-10`. */
            ref: string;
            /** @description Entity ref that its page in the catalog has, if it has one there. */
            entityRef: string;
            counts: components["schemas"]["CoverageCounts"];
            /** @description The first 500 specs with invariants for the story, in the order of their references. */
            specs: components["schemas"]["StorySpec"][];
            /** @description The first 500 of its invariants, in the order of their specs and keys; `GET /invariants?story=` pages through all. */
            invariants: components["schemas"]["ListedInvariant"][];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
        };
        /** @description What happened to specs in a day or week. */
        SpecActivity: {
            /** @description Specs that were read for the first time. */
            new: number;
            /** @description Specs that came to be proven in full. */
            proven: number;
            /** @description Drifts that opened, of specs that had been proven before. */
            drifted: number;
        };
        /** @description Coverage and what happened in one day or week. */
        TrendPoint: {
            /**
             * Format: date
             * @description First UTC day of the interval; a week begins on Monday.
             */
            date: string;
            /** @description At the end of the interval. */
            counts: components["schemas"]["CoverageCounts"];
            /** @description Number of specs at the end of the interval. */
            specs: number;
            /** @description How many of them were proven in full. */
            provenSpecs: number;
            activity: components["schemas"]["SpecActivity"];
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
            /** @description Of the proofs that ended in the interval; absent where none did. */
            proofLatency?: components["schemas"]["ProofLatency"];
        };
        /** @description How coverage went. */
        CoverageTrend: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {string} */
            interval: "day" | "week";
            /** @description The oldest first, one for each interval since the first that anything is known of; what is not known is not made up. */
            points: components["schemas"]["TrendPoint"][];
            /** @description Absent for the whole portal. */
            entityRef?: string;
            /** @description Absent unless it was asked for. */
            repository?: string;
        };
        /** @description That somebody took the risk of an invariant that is not proven. It holds for one version of the document. */
        Acceptance: {
            /** @description Entity ref of the person. */
            acceptedBy: string;
            reason: string;
            /** Format: date-time */
            acceptedAt: string;
            /**
             * Format: date-time
             * @description When the invariant counts again as it did before.
             */
            until: string;
        };
        /** @description To take the risk of an invariant. */
        AcceptanceRequest: {
            /** @description Why the risk is taken; for those who read it later. */
            reason: string;
            /**
             * Format: date-time
             * @description In the future, at most a year ahead.
             */
            until: string;
        };
        /** @description A value that refutes a claim, in words that a person reads: `amount`, `Int`, `-5`. */
        CounterexampleValue: {
            name: string;
            sort: string;
            value: string;
        };
        /** @description What a prover said of one invariant. */
        Verdict: {
            id: string;
            invariantKey: string;
            outcome: components["schemas"]["VerdictOutcome"];
            /** @description Whether it is about the document as it is now. */
            current: boolean;
            /** @description First 8 characters of the content hash that the prover saw. */
            contentHash: string;
            prover: string;
            proverVersion: string;
            proofJobId: string;
            /** @description In ms. */
            durationMs: number;
            /** Format: date-time */
            settledAt: string;
            /** @description What the prover says of it: the solver's error with its line, a time-out. */
            message?: string;
            /** @description Values for which the claim does not hold. */
            counterexample?: components["schemas"]["CounterexampleValue"][];
        };
        /** @description One attempt to settle all invariants of a spec at one content hash with one prover. */
        ProofJob: {
            /** @description sha256 of spec, content hash, prover and prover version, in hexadecimal. */
            id: string;
            specRef: string;
            prover: string;
            proverVersion: string;
            /** @description First 8 characters of a sha256 content hash */
            contentHash: string;
            state: components["schemas"]["ProofJobState"];
            /** @description How often the job was started over on somebody's request, beginning with 1. */
            run: number;
            /** @description Number of invariants that this prover is to settle. */
            expected: number;
            /** @description How many of them it has settled in this run. */
            settled: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            finishedAt?: string;
            /** @description Why the job failed, or why its last attempt did and it will be tried again. */
            error?: string;
        };
        /** @description A proof job that is queued or running. */
        ActiveProofJob: {
            id: string;
            /** @enum {string} */
            state: "queued" | "running";
            prover: string;
            expected: number;
            settled: number;
            error?: string;
        };
        /** @description A drift that is open. */
        OpenDrift: {
            id: string;
            /** Format: date-time */
            openedAt: string;
        };
        /** @description A spec, as lists show it. */
        SpecSummary: {
            ref: string;
            title: string;
            source: string;
            state: components["schemas"]["SpecState"];
            counts: components["schemas"]["CoverageCounts"];
            /** @description A check is waiting or under way. */
            checking: boolean;
            /** @description First 8 characters of the current content hash. */
            contentHash?: string;
            /** @description First 8 characters of the content hash that was last proven. */
            provenHash?: string;
            /** Format: date-time */
            provenAt?: string;
            /** Format: date-time */
            checkedAt?: string;
            documentState?: components["schemas"]["DocumentState"];
            /** @description Why the document cannot be read, or what its source last answered when it could not be asked. */
            documentError?: string;
            /** @description Where a person can read the document. */
            url?: string;
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
            drift?: components["schemas"]["OpenDrift"];
            proofJob?: components["schemas"]["ActiveProofJob"];
        };
        /** @description One claim of a spec. */
        Invariant: {
            /** @description `<SpecRef>#<KEY>`. */
            ref: string;
            key: string;
            /** @description The claim in words. */
            text: string;
            state: components["schemas"]["InvariantState"];
            /** @description Line of the document, beginning with 1. */
            line: number;
            /** @description The user story that asked for it. */
            story?: string;
            /** @description Language of the formal body; absent where there is none. */
            language?: string;
            /** @description The formal body. */
            body?: string;
            /** @description Why the claim cannot be settled, for example because its key is used twice. */
            problem?: string;
            /** @description The verdict that decided the state; absent where there is none. */
            verdict?: components["schemas"]["Verdict"];
            /** @description Who took the risk, at the current version of the document; also while it has become moot. */
            acceptance?: components["schemas"]["Acceptance"];
        };
        /** @description One claim, as lists of several specs show it. */
        ListedInvariant: {
            /** @description `<SpecRef>#<KEY>`. */
            ref: string;
            key: string;
            /** @description The claim in words. */
            text: string;
            state: components["schemas"]["InvariantState"];
            /** @description Line of the document, beginning with 1. */
            line: number;
            /** @description The user story that asked for it. */
            story?: string;
            /** @description Language of the formal body; absent where there is none. */
            language?: string;
            /** @description The formal body. */
            body?: string;
            /** @description Why the claim cannot be settled, for example because its key is used twice. */
            problem?: string;
            /** @description The verdict that decided the state; absent where there is none. */
            verdict?: components["schemas"]["Verdict"];
            /** @description Who took the risk, at the current version of the document; also while it has become moot. */
            acceptance?: components["schemas"]["Acceptance"];
            /** @description The spec that states it. */
            specRef: string;
            specTitle: string;
        };
        /** @description A spec with its invariants. */
        Spec: {
            ref: string;
            title: string;
            source: string;
            state: components["schemas"]["SpecState"];
            counts: components["schemas"]["CoverageCounts"];
            /** @description A check is waiting or under way. */
            checking: boolean;
            invariants: components["schemas"]["Invariant"][];
            /** @description Entity refs of what the spec specifies, as far as the caller may see them. */
            entityRefs: string[];
            /** @description First 8 characters of the current content hash. */
            contentHash?: string;
            /** @description First 8 characters of the content hash that was last proven. */
            provenHash?: string;
            /** Format: date-time */
            provenAt?: string;
            /** Format: date-time */
            checkedAt?: string;
            documentState?: components["schemas"]["DocumentState"];
            /** @description Why the document cannot be read, or what its source last answered when it could not be asked. */
            documentError?: string;
            /** @description Where a person can read the document. */
            url?: string;
            /** @description proven ÷ expected in percent, one decimal place, rounded down so that 100 means all; absent where there is nothing to prove. */
            percentage?: number;
            drift?: components["schemas"]["OpenDrift"];
            proofJob?: components["schemas"]["ActiveProofJob"];
        };
        /** @description The time in which a spec's content hash is not its last proven hash. */
        Drift: {
            id: string;
            specRef: string;
            title: string;
            /** Format: date-time */
            openedAt: string;
            /**
             * Format: date-time
             * @description Absent as long as the drift is open.
             */
            closedAt?: string;
            /**
             * @description The current version was proven, the document went back to the proven one, or is no longer there.
             * @enum {string}
             */
            closedBy?: "proven" | "reverted" | "removed";
            /** @description First 8 characters of the content hash that was last proven; absent where none ever was. */
            provenHash?: string;
            /** @description First 8 characters of the newest content hash; absent where the document is gone or unreadable. */
            contentHash?: string;
            /** @description Id of the source of the spec. */
            source: string;
            specState: components["schemas"]["SpecState"];
        };
        /** @description A drift in the history of its spec. */
        DriftRecord: {
            id: string;
            specRef: string;
            title: string;
            /** Format: date-time */
            openedAt: string;
            /**
             * Format: date-time
             * @description Absent as long as the drift is open.
             */
            closedAt?: string;
            /**
             * @description The current version was proven, the document went back to the proven one, or is no longer there.
             * @enum {string}
             */
            closedBy?: "proven" | "reverted" | "removed";
            /** @description First 8 characters of the content hash that was last proven; absent where none ever was. */
            provenHash?: string;
            /** @description First 8 characters of the newest content hash; absent where the document is gone or unreadable. */
            contentHash?: string;
        };
        /** @description A version of a document. */
        SpecVersion: {
            /** @description First 8 characters. */
            contentHash: string;
            /**
             * Format: date-time
             * @description When the portal first read it.
             */
            seenAt: string;
            invariants: number;
            /** @description Who made it, where the source says so. */
            changedBy?: string;
            /**
             * Format: date-time
             * @description When it was made, where the source says so.
             */
            changedAt?: string;
        };
        /** @description A version of a document, with what is needed to compare it. */
        SpecVersionDetail: {
            /** @description First 8 characters. */
            contentHash: string;
            /**
             * Format: date-time
             * @description When the portal first read it.
             */
            seenAt: string;
            invariants: number;
            /** @description Who made it, where the source says so. */
            changedBy?: string;
            /**
             * Format: date-time
             * @description When it was made, where the source says so.
             */
            changedAt?: string;
            /** @description Name and version of the rules that made its canonical text. */
            canonicalizer: string;
        };
        /** @description One thing that happened to a spec. */
        SpecHistoryEntry: {
            /** @enum {string} */
            type: "version";
            /** Format: date-time */
            at: string;
            version: components["schemas"]["SpecVersion"];
        } | {
            /** @enum {string} */
            type: "verdict";
            /** Format: date-time */
            at: string;
            verdict: components["schemas"]["Verdict"];
        } | {
            /** @enum {string} */
            type: "drift-opened";
            /** Format: date-time */
            at: string;
            drift: components["schemas"]["DriftRecord"];
        } | {
            /** @enum {string} */
            type: "drift-closed";
            /** Format: date-time */
            at: string;
            drift: components["schemas"]["DriftRecord"];
        };
        /** @description A line of a comparison of two texts. */
        DiffLine: {
            /** @enum {string} */
            type: "same" | "added" | "removed";
            text: string;
            /** @description The parts of a changed line that differ from the line in whose place it stands; offsets in UTF-16 code units. */
            changes?: {
                start: number;
                end: number;
            }[];
        };
        /** @description A part of two texts that differs, with a few lines around it. */
        DiffHunk: {
            /** @description Its first line in the older text; the first line of a text is 1. */
            fromLine: number;
            /** @description Its first line in the newer text. */
            toLine: number;
            lines: components["schemas"]["DiffLine"][];
        };
        /** @description What a version of a document states about one invariant. */
        StatedClaim: {
            text: string;
            language?: string;
            body?: string;
            story?: string;
            problem?: string;
        };
        /** @description How one invariant differs between two versions of a document. */
        InvariantChange: {
            key: string;
            /** @enum {string} */
            change: "added" | "removed" | "changed";
            /** @description What differs, of an invariant that is in both. */
            parts: ("text" | "body" | "language" | "story" | "problem")[];
            before?: components["schemas"]["StatedClaim"];
            after?: components["schemas"]["StatedClaim"];
        };
        /** @description What changed between the version of a spec that was last proven and the one that is there now. */
        SpecChanges: {
            specRef: string;
            /** @description How the texts differ; none where one of the versions is absent. */
            hunks: components["schemas"]["DiffHunk"][];
            /** @description The texts differ in more than is shown. */
            truncated: boolean;
            /** @description Invariants that changed, came or went; all of them have come where `from` is absent. */
            invariants: components["schemas"]["InvariantChange"][];
            /** @description The version that was last proven; absent where none ever was. */
            from?: components["schemas"]["SpecVersionDetail"];
            /** @description The current version; absent where the document is gone or cannot be read. */
            to?: components["schemas"]["SpecVersionDetail"];
        };
        /** @description The check that a request to verify became part of. */
        VerifyResult: {
            specRef: string;
            check: {
                id: string;
                /** Format: date-time */
                requestedAt: string;
                /** @description Number of hints that the check answers. */
                hints: number;
            };
        };
        /** @description What became of a delivery. */
        WebhookAnswer: {
            /** @enum {string} */
            result: "accepted" | "duplicate" | "unreadable" | "unauthorized" | "unknown" | "too-large" | "encoded" | "unavailable";
            message?: string;
        };
        /** @description What went wrong, in a sentence. */
        ErrorResponse: {
            error: {
                name: string;
                message: string;
            };
            request?: Record<string, never>;
            response: {
                statusCode: number;
            };
        };
        /** @description A page of specs. */
        SpecPage: {
            items: components["schemas"]["SpecSummary"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description A page of invariants. */
        InvariantPage: {
            items: components["schemas"]["ListedInvariant"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description A page of drifts. */
        DriftPage: {
            items: components["schemas"]["Drift"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description A page of proof jobs. */
        ProofJobPage: {
            items: components["schemas"]["ProofJob"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description A page of the history of a spec. */
        SpecHistoryPage: {
            items: components["schemas"]["SpecHistoryEntry"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description A page of systems, owners, repositories…. */
        CoverageGroupPage: {
            items: components["schemas"]["CoverageGroup"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description Owners by what they have proven. */
        TopPerformers: {
            items: components["schemas"]["TopPerformer"][];
        };
    };
    responses: {
        /** @description A parameter is wrong or unknown. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No valid credentials. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description A permission is missing. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Not there, or not for the caller to see. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is nothing to accept, because it is proven or cannot be settled. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /** @description How many items a page holds. */
        limit: number;
        /** @description `nextCursor` of the page before. */
        cursor: string;
        /** @description Only what belongs to this entity, such as `component:default/ledger`. */
        entityRef: string;
        /** @description Only what belongs to entities of this owner, such as `group:default/payments`. */
        owner: string;
        /** @description Only what belongs to this system, such as `system:default/payments`. */
        system: string;
        /** @description Only what belongs to entities that are built from this repository, as owner/name. */
        repository: string;
        /** @description Only specs of this source, such as `jira`. */
        source: string;
        /** @description Only specs in this state. */
        specState: components["schemas"]["SpecState"];
        /** @description Only where this text is part of the reference, the title, the key, the claim or the story; without regard to case. */
        search: string;
        /** @description Only of this spec. */
        specRef: string;
        /** @description A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md */
        ref: string;
        /** @description Key of an invariant, such as LEDGER-1. */
        key: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCoverage: {
        parameters: {
            query?: {
                /** @description Only what belongs to entities of this owner, such as `group:default/payments`. */
                owner?: components["parameters"]["owner"];
                /** @description Only what belongs to this system, such as `system:default/payments`. */
                system?: components["parameters"]["system"];
                /** @description Only specs of this source, such as `jira`. */
                source?: components["parameters"]["source"];
                /** @description Only specs in this state. */
                state?: components["parameters"]["specState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCoverage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listCoverageGroups: {
        parameters: {
            query: {
                /** @description What to group by. */
                by: "component" | "system" | "domain" | "owner" | "repository" | "source";
                /** @description Only what belongs to entities of this owner, such as `group:default/payments`. */
                owner?: components["parameters"]["owner"];
                /** @description Only what belongs to this system, such as `system:default/payments`. */
                system?: components["parameters"]["system"];
                /** @description Only specs of this source, such as `jira`. */
                source?: components["parameters"]["source"];
                /** @description Only specs in this state. */
                state?: components["parameters"]["specState"];
                /** @description How many items a page holds. */
                limit?: components["parameters"]["limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageGroupPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getCoverageTrend: {
        parameters: {
            query?: {
                /** @description Only what belongs to this entity, such as `component:default/ledger`. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only what belongs to entities that are built from this repository, as owner/name. */
                repository?: components["parameters"]["repository"];
                /** @description First UTC day. */
                from?: string;
                /** @description Last UTC day; today by default. */
                to?: string;
                /** @description What a point stands for. */
                interval?: "day" | "week";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageTrend"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listTopPerformers: {
        parameters: {
            query?: {
                /** @description How many owners. */
                limit?: number;
                /** @description Only what belongs to this system, such as `system:default/payments`. */
                system?: components["parameters"]["system"];
                /** @description Only specs of this source, such as `jira`. */
                source?: components["parameters"]["source"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopPerformers"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getEntityCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The kind of the entity. */
                kind: string;
                /** @description The namespace of the entity. */
                namespace: string;
                /** @description The name of the entity. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityCoverage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getRepositoryCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description owner/name, percent-encoded: acme%2Fpayments */
                repository: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryCoverage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getUserStoryCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The story, percent-encoded: jira%3APAY-10 */
                story: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserStoryCoverage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listSpecs: {
        parameters: {
            query?: {
                /** @description Only what belongs to this entity, such as `component:default/ledger`. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only what belongs to entities that are built from this repository, as owner/name. */
                repository?: components["parameters"]["repository"];
                /** @description Only what belongs to entities of this owner, such as `group:default/payments`. */
                owner?: components["parameters"]["owner"];
                /** @description Only what belongs to this system, such as `system:default/payments`. */
                system?: components["parameters"]["system"];
                /** @description Only specs of this source, such as `jira`. */
                source?: components["parameters"]["source"];
                /** @description Only specs in this state. */
                state?: components["parameters"]["specState"];
                /** @description Only where this text is part of the reference, the title, the key, the claim or the story; without regard to case. */
                search?: components["parameters"]["search"];
                /** @description How many items a page holds. */
                limit?: components["parameters"]["limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getSpec: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md */
                ref: components["parameters"]["ref"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Spec"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getSpecHistory: {
        parameters: {
            query?: {
                /** @description How many items a page holds. */
                limit?: components["parameters"]["limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                /** @description A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md */
                ref: components["parameters"]["ref"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecHistoryPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getSpecChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md */
                ref: components["parameters"]["ref"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecChanges"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    verifySpec: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md */
                ref: components["parameters"]["ref"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    acceptInvariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md */
                ref: components["parameters"]["ref"];
                /** @description Key of an invariant, such as LEDGER-1. */
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        /** @description Why, and until when. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptanceRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    withdrawAcceptance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md */
                ref: components["parameters"]["ref"];
                /** @description Key of an invariant, such as LEDGER-1. */
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listInvariants: {
        parameters: {
            query?: {
                /** @description Only what belongs to this entity, such as `component:default/ledger`. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only what belongs to entities that are built from this repository, as owner/name. */
                repository?: components["parameters"]["repository"];
                /** @description Only of this spec. */
                specRef?: components["parameters"]["specRef"];
                /** @description Only what this story asked for. */
                story?: string;
                /** @description Only invariants in one of these states; repeat the parameter for several. */
                state?: components["schemas"]["InvariantState"][];
                /** @description Only where this text is part of the reference, the title, the key, the claim or the story; without regard to case. */
                search?: components["parameters"]["search"];
                /** @description What to sort by; `state` puts what needs somebody first. */
                sort?: "spec" | "key" | "state" | "story" | "settledAt";
                /** @description Ascending or descending. */
                order?: "asc" | "desc";
                /** @description How many items a page holds. */
                limit?: components["parameters"]["limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvariantPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listDrifts: {
        parameters: {
            query?: {
                /** @description Only open or only closed drifts. */
                state?: "open" | "closed";
                /** @description Only what belongs to this entity, such as `component:default/ledger`. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only what belongs to entities that are built from this repository, as owner/name. */
                repository?: components["parameters"]["repository"];
                /** @description Only what belongs to entities of this owner, such as `group:default/payments`. */
                owner?: components["parameters"]["owner"];
                /** @description Only what belongs to this system, such as `system:default/payments`. */
                system?: components["parameters"]["system"];
                /** @description Only specs of this source, such as `jira`. */
                source?: components["parameters"]["source"];
                /** @description Only drifts of specs that are in this state now. */
                specState?: components["schemas"]["SpecState"];
                /** @description How many items a page holds. */
                limit?: components["parameters"]["limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listProofJobs: {
        parameters: {
            query?: {
                /** @description Only of this spec. */
                specRef?: components["parameters"]["specRef"];
                /** @description Only jobs in this state. */
                state?: components["schemas"]["ProofJobState"];
                /** @description How many items a page holds. */
                limit?: components["parameters"]["limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofJobPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getProofJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofJob"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    receiveWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the source, such as `jira` */
                source: string;
            };
            cookie?: never;
        };
        /** @description What the vendor sends, as it sends it */
        requestBody?: {
            content: {
                "application/json": unknown;
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Stored: it will be acted upon, once, however often it is sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Not signed, or not rightly. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description The source is not there or has no secret. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Could not be stored; send it again later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
        };
    };
}
