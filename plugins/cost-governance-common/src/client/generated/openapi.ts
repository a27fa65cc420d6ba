// Made by scripts/openapi.mjs from the contract in the backend package, src/schema/openapi.yaml. Change that instead.
export interface paths {
    "/llm/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold tokens for one LLM call
         * @description Before the call is made. The same `requestId` of the same tenant is the same reservation, however often it is sent: nothing is charged again. Users reserve for tenants that they belong to, services for any.
         */
        post: operations["reserveTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/reservations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Give the tokens back
         * @description For a call that was not made. To release what is released already changes nothing. What expired can no longer be released.
         */
        delete: operations["releaseReservation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/reservations/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what the call really used
         * @description Which may be more than was reserved: then the bucket owes, and the next call waits longer. What is settled already stays as it is, and is the answer. A reservation that expired counts as used in full; settled afterwards, that is corrected by further rows.
         */
        post: operations["settleReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tenants that have limits of their own, or used tokens this month
         * @description In the order of their refs.
         */
        get: operations["listTenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/tenants/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Level, limits, use and cost of one tenant
         * @description Any entity may be a tenant: one that used nothing is answered with its limits.
         */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was used, and what it cost
         * @description The last 30 days unless said otherwise, at most 366. By day the earliest first; by model or entity those with most tokens first. `total` is of all, also of what `limit` leaves out.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reservations that were refused, by day and why
         * @description The last 30 days unless said otherwise, at most 366. Each process adds what it refused once a second, so that the newest may be missing.
         */
        get: operations["getRefusals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the gateway is
         * @description For each vendor that is configured, what the base URL of its SDK is set to.
         */
        get: operations["getGateway"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/virtual-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Virtual keys, without their secrets
         * @description The newest first, also those that are revoked or expired.
         */
        get: operations["listVirtualKeys"];
        put?: never;
        /**
         * Make a virtual key of a tenant
         * @description It opens the gateway, within the limits of its tenant, and nothing else. The key is in the answer and can never be read again. Users make keys of tenants that they belong to, services of any.
         */
        post: operations["createVirtualKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/virtual-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a virtual key
         * @description It opens nothing from then on, in any process. To revoke what is revoked already changes nothing. Users revoke keys of tenants that they belong to; who may use the kill switch, any.
         */
        delete: operations["revokeVirtualKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/kill-switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether LLM calls are allowed
         * @description For all, and which tenants are stopped.
         */
        get: operations["getKillSwitch"];
        /**
         * Stop LLM calls, or allow them again
         * @description Of one tenant or of all. Each process of the backend follows within a second. `LLM_CALLS_ENABLED=false` in the environment of the backend goes before: while it is there, nothing can allow calls.
         */
        put: operations["setKillSwitch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llm/kill-switch/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Each use of the switch
         * @description The newest first.
         */
        get: operations["listKillSwitchEvents"];
        put?: never;
        post?: never;
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
        ReservationRequest: {
            /** @description Who is charged. */
            tenant: string;
            /** @description The most that the call may use, input and output together. */
            tokens: number;
            /** @description Names the request within the tenant. */
            requestId: string;
            /** @description The model that will be called. Needed where the tenant has limits on single models. */
            model?: string;
            /** @description What the call is made for. */
            entityRef?: string;
        };
        Reservation: {
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description When it counts as used in full unless it is settled.
             */
            expiresAt: string;
            /** @description Tokens left in the emptiest of the buckets that are charged. */
            remainingTokens: number;
        };
        SettleRequest: {
            /** @description The model, as the vendor reports it. */
            model: string;
            /** @description Input tokens, those from the cache among them. */
            inputTokens: number;
            /**
             * @description Of the input tokens, those that the vendor read from its cache.
             * @default 0
             */
            cachedInputTokens: number;
            /**
             * @description Of the input tokens, those that the vendor wrote to its cache for minutes.
             * @default 0
             */
            cacheWriteInputTokens: number;
            /**
             * @description Of the input tokens, those that the vendor wrote to its cache for an hour or longer.
             * @default 0
             */
            longCacheWriteInputTokens: number;
            /** @description Output tokens. */
            outputTokens: number;
            /**
             * @description Whether the vendor did not report these numbers, and they were counted by what was sent and received.
             * @default false
             */
            isEstimated: boolean;
        };
        /** @description What one call used. */
        Usage: {
            /** Format: uuid */
            reservationId: string;
            tenant: string;
            entityRef?: string;
            model: string;
            /** @description Input tokens, those from the cache among them. */
            inputTokens: number;
            /** @description Of the input tokens, those that the vendor read from its cache. */
            cachedInputTokens: number;
            /** @description Of the input tokens, those that the vendor wrote to its cache for minutes. */
            cacheWriteInputTokens: number;
            /** @description Of the input tokens, those that the vendor wrote to its cache for an hour or longer. */
            longCacheWriteInputTokens: number;
            /** @description Output tokens. */
            outputTokens: number;
            /** @description Cost in millionths of a US dollar; null where the model has no price. */
            costMicroUsd: number | null;
            /** @description Whether the numbers are not those that the vendor reported. */
            isEstimated: boolean;
            /**
             * Format: date-time
             * @description When it was settled; when it expired, if that was before.
             */
            usedAt: string;
        };
        /** @description What was used over a time. */
        Use: {
            /** @description Reservations that were settled, or expired. */
            requests: number;
            /** @description Input tokens, those from the cache among them. */
            inputTokens: number;
            /** @description Of the input tokens, those that the vendor read from its cache. */
            cachedInputTokens: number;
            /** @description Of the input tokens, those that the vendor wrote to its cache for minutes. */
            cacheWriteInputTokens: number;
            /** @description Of the input tokens, those that the vendor wrote to its cache for an hour or longer. */
            longCacheWriteInputTokens: number;
            /** @description Output tokens. */
            outputTokens: number;
            /** @description Tokens of reservations that expired: charged, and nobody said what they were used for. */
            unsettledTokens: number;
            /** @description Tokens whose cost is not known: of models without a price, or unsettled. Where it is not 0, the cost is more than `costMicroUsd`. */
            unpricedTokens: number;
            /** @description Cost in millionths of a US dollar of all tokens whose cost is known. */
            costMicroUsd: number;
        };
        /** @description What was used by one day, model or entity. */
        UsageItem: {
            /** @description The day, the model or the entity ref; null for calls of no known model, or for no entity. */
            key: string | null;
            /** @description Reservations that were settled, or expired. */
            requests: number;
            /** @description Input tokens, those from the cache among them. */
            inputTokens: number;
            /** @description Of the input tokens, those that the vendor read from its cache. */
            cachedInputTokens: number;
            /** @description Of the input tokens, those that the vendor wrote to its cache for minutes. */
            cacheWriteInputTokens: number;
            /** @description Of the input tokens, those that the vendor wrote to its cache for an hour or longer. */
            longCacheWriteInputTokens: number;
            /** @description Output tokens. */
            outputTokens: number;
            /** @description Tokens of reservations that expired: charged, and nobody said what they were used for. */
            unsettledTokens: number;
            /** @description Tokens whose cost is not known: of models without a price, or unsettled. Where it is not 0, the cost is more than `costMicroUsd`. */
            unpricedTokens: number;
            /** @description Cost in millionths of a US dollar of all tokens whose cost is known. */
            costMicroUsd: number;
        };
        UsageReport: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            items: components["schemas"]["UsageItem"][];
            total: components["schemas"]["Use"];
        };
        /** @description A limit, and how full its bucket is. */
        Limit: {
            /**
             * @description What is limited: all of the tenant, or its calls of one model or for one entity.
             * @enum {string}
             */
            scope: "tenant" | "model" | "entity";
            /** @description The model or the entity ref; empty for the tenant. */
            name: string;
            /** @description The most tokens that can be used at once. */
            capacity: number;
            /** @description Tokens that flow in a minute. */
            refillPerMinute: number;
            /** @description Tokens that are in it now; below 0 where more was used than reserved. Absent while the store of the buckets cannot be asked. */
            tokens?: number;
        };
        Tenant: {
            ref: string;
            /** @description Whether the kill switch lets the tenant call. */
            callsEnabled: boolean;
            /** @description The limit of the tenant first. Empty where it has none, and so gets nothing. */
            limits: components["schemas"]["Limit"][];
            today: components["schemas"]["Use"];
            thisMonth: components["schemas"]["Use"];
            /** @description Reservations that were refused. */
            refusedToday: number;
            /** @description Reservations that were refused. */
            refusedThisMonth: number;
        };
        /** @description How many reservations were refused, by why. */
        Refusals: {
            /** @description There were not enough tokens. */
            exhausted: number;
            /** @description More tokens were asked for than a bucket holds. */
            tooLarge: number;
            /** @description The kill switch was on. */
            stopped: number;
            /** @description The tenant had no limit, and so no tokens. */
            withoutLimit: number;
            /** @description The store of the buckets could not be asked. */
            unavailable: number;
        };
        /** @description What was refused on one day. */
        RefusalItem: {
            /** Format: date */
            day: string;
            exhausted: number;
            tooLarge: number;
            stopped: number;
            withoutLimit: number;
            unavailable: number;
        };
        RefusalReport: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @description Days on which something was refused, the earliest first. */
            items: components["schemas"]["RefusalItem"][];
            total: components["schemas"]["Refusals"];
        };
        VirtualKeyRequest: {
            /** @description Who is charged for what is called with the key. */
            tenant: string;
            /** @description What people call it. */
            name: string;
            /** @description What calls with the key are made for. */
            entityRef?: string;
            /**
             * Format: date-time
             * @description When it ends by itself; never without it.
             */
            expiresAt?: string;
        };
        /** @description A key for the gateway, without its secret. */
        VirtualKey: {
            /** Format: uuid */
            id: string;
            name: string;
            tenant: string;
            entityRef?: string;
            /** @description How the key begins, to tell it from others. */
            prefix: string;
            /** @description The user or service that made it. */
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description When it was used last, to within a minute. Absent where it never was.
             */
            lastUsedAt?: string;
            /** Format: date-time */
            revokedAt?: string;
            /** @description The user or service that revoked it. */
            revokedBy?: string;
        };
        /** @description A key that was made just now. */
        NewVirtualKey: {
            /** @description The key itself. It is shown this once, and kept only as a hash. */
            key: string;
            virtualKey: components["schemas"]["VirtualKey"];
        };
        VirtualKeyPage: {
            items: components["schemas"]["VirtualKey"][];
            nextCursor?: string;
        };
        Gateway: {
            /** @description The vendors that calls are passed on to. Empty where no gateway is configured. */
            vendors: {
                /** @enum {string} */
                vendor: "openai" | "anthropic";
                /** @description What the base URL of the vendor's SDK is set to. */
                baseUrl: string;
            }[];
        };
        TenantPage: {
            items: components["schemas"]["Tenant"][];
            nextCursor?: string;
        };
        KillSwitchRequest: {
            /** @description Whether LLM calls are allowed: false stops them. */
            enabled: boolean;
            /** @description Why; shown to those whose calls are refused. */
            reason: string;
            /**
             * Format: date-time
             * @description When calls are allowed again by themselves. Only where they are stopped.
             */
            until?: string;
            /** @description The tenant that is stopped or allowed; all without it. */
            tenant?: string;
            /**
             * @description Whether calls that run through the gateway are ended as well. Only where they are stopped.
             * @default false
             */
            endRunning: boolean;
        };
        /** @description One use of the switch. */
        KillSwitchEvent: {
            id: string;
            /** @description Whether it allowed LLM calls. */
            enabled: boolean;
            /** @description Of whom; of all without it. */
            tenant?: string;
            /** @description Whether it ended calls that ran through the gateway. */
            endRunning: boolean;
            reason: string;
            /**
             * Format: date-time
             * @description When it ends by itself.
             */
            until?: string;
            /** @description The user or service that did it. */
            by: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
        };
        KillSwitch: {
            /** @description Whether LLM calls are allowed, except those of stopped tenants. */
            enabled: boolean;
            /** @description Whether `LLM_CALLS_ENABLED` in the environment of the backend stops all calls. */
            isStoppedByEnvironment: boolean;
            /** @description The uses of the switch that stop calls now, that of all first. */
            stops: components["schemas"]["KillSwitchEvent"][];
        };
        KillSwitchEventPage: {
            items: components["schemas"]["KillSwitchEvent"][];
            nextCursor?: string;
        };
        /** @description What went wrong. */
        ErrorResponse: {
            error: {
                name: string;
                message: string;
            };
        };
    };
    responses: {
        /** @description Something in the request is wrong or unknown; or more tokens were asked for than a bucket holds. */
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
        /** @description A permission is missing; the tenant or the reservation is of somebody else; the tenant has no limit; or LLM calls are stopped, and the message says by whom and why. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is nothing of this id. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description What is asked for does not fit to what is there, and the message says how. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There are not enough tokens now. */
        Exhausted: {
            headers: {
                /** @description After how many seconds there will be enough, if nobody else takes them. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The store of the buckets cannot be asked. What was not acknowledged was not done; send it again. */
        Unavailable: {
            headers: {
                /** @description After how many seconds to try again. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /** @description Id of the reservation. */
        id: string;
        /** @description The tenant, an entity ref such as `group:default/payments`. */
        ref: string;
        /** @description How many items a page holds. */
        limit: number;
        /** @description `nextCursor` of the page before. */
        cursor: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    reserveTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description For whom, and how many at most. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReservationRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["Exhausted"];
            503: components["responses"]["Unavailable"];
        };
    };
    releaseReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the reservation. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
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
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    settleReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the reservation. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** @description As the vendor reports it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["TenantPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant, an entity ref such as `group:default/payments`. */
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
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description Only of this tenant. */
                tenant?: string;
                /** @description Only of calls made for this entity. */
                entityRef?: string;
                /** @description Only of this model. */
                model?: string;
                /** @description First UTC day. */
                from?: string;
                /** @description Last UTC day; today by default. */
                to?: string;
                /** @description What an item stands for. */
                groupBy?: "day" | "model" | "entity";
                /** @description How many items are given. */
                limit?: number;
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
                    "application/json": components["schemas"]["UsageReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getRefusals: {
        parameters: {
            query?: {
                /** @description Only of this tenant. */
                tenant?: string;
                /** @description First UTC day. */
                from?: string;
                /** @description Last UTC day; today by default. */
                to?: string;
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
                    "application/json": components["schemas"]["RefusalReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    getGateway: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    listVirtualKeys: {
        parameters: {
            query?: {
                /** @description Only of this tenant. */
                tenant?: string;
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
                    "application/json": components["schemas"]["VirtualKeyPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    createVirtualKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Of whom, and what it is called. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["VirtualKeyRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewVirtualKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    revokeVirtualKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the virtual key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
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
    getKillSwitch: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["KillSwitch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    setKillSwitch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What, why and until when. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["KillSwitchRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillSwitch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
        };
    };
    listKillSwitchEvents: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["KillSwitchEventPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
}
