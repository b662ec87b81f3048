// Generated from specs/rebilly.yml by npm run generate. Do not edit.
export interface paths {
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether the service is up
         * @description Answers without credentials and without an organization, so it tells a network or host
         *     problem from a wrong key.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List usages
         * @description Answers one page of usages as a bare array; the counters are in the `Pagination-*` headers.
         *     Ask for the next page with `offset` + `limit` while fewer than `Pagination-Total` were read.
         *
         *     `offset` stops at 1000, so one filter reaches at most 2000 usages. Beyond that, narrow the
         *     filter to a window of time and walk window by window.
         *
         *     A restricted key needs the permission `GetUsageCollection`.
         */
        get: operations["listUsages"];
        put?: never;
        /**
         * Report usage
         * @description Stores one usage report of one metered subscription. What the reports of a service period
         *     add up to is the plan's decision: their sum, or the last one.
         *
         *     Compare `quantity` of the answer with the one that was sent. With `acceptPartialQuantity` a
         *     report above the remaining allowance is trimmed and stored, and nothing else in the answer
         *     says so.
         *
         *     The request is not idempotent: repeat it and there are two reports. A restricted key needs
         *     the permission `PostUsage`.
         */
        post: operations["createUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the usage. Encode it in the path, because `@` and `~` are allowed in ids.
                 * @example sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7
                 */
                id: components["parameters"]["resourceId"];
            };
            cookie?: never;
        };
        /**
         * Read one usage
         * @description Answers one usage. `invoiceId` and `invoiceItemId` are filled once the invoice that bills it
         *     is issued. A restricted key needs the permission `GetUsage`.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        /**
         * Delete one usage
         * @description Removes one usage that is not billed yet. There is no update: correct a report by deleting it
         *     and reporting again. A restricted key needs the permission `DeleteUsage`.
         */
        delete: operations["deleteUsage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A problem of the request itself. */
        BadRequest: {
            invalidFields?: components["schemas"]["InvalidFields"];
            /**
             * @description The HTTP status, always 400.
             * @example 400
             */
            status?: number;
        } & components["schemas"]["BaseProblem"];
        /** @description A problem in the manner of RFC 9457. No member is sure to be there, and others may be. */
        BaseProblem: {
            /**
             * @description What went wrong this time, for people.
             * @example The usage limit of the subscription is reached.
             */
            detail?: string;
            /**
             * @description Names this occurrence, for instance in a talk with support.
             * @example 0d6f7d2c-4f2a-4a53-9d0b-6a0f7a1f6f10
             */
            instance?: string;
            /**
             * @description The kind of problem, for people.
             * @example Conflict
             */
            title?: string;
            /**
             * Format: uri
             * @description The kind of problem, for programs. When absent it is `about:blank`. No list of kinds is published.
             * @example about:blank
             */
            type?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A problem of the state of things. */
        Conflict: {
            /**
             * @description The HTTP status, always 409.
             * @example 409
             */
            status?: number;
        } & components["schemas"]["BaseProblem"];
        /**
         * Format: date-time
         * @description When it was stored, RFC 3339 with an offset.
         * @example 2026-09-01T00:00:05Z
         */
        CreatedTime: string;
        /** @description A problem of permission. */
        Forbidden: {
            /**
             * @description The HTTP status, always 403.
             * @example 403
             */
            status?: number;
        } & components["schemas"]["BaseProblem"];
        /**
         * @description What is wrong where. One member may be named more than once.
         * @example [
         *       {
         *         "field": "quantity",
         *         "message": "Must be at least 0.001."
         *       }
         *     ]
         */
        InvalidFields: {
            /**
             * @description Path of the member, with dots.
             * @example quantity
             */
            field?: string;
            /**
             * @description The broken rule, for people.
             * @example Must be at least 0.001.
             */
            message?: string;
        }[];
        /** @description A problem of something that is not there. */
        NotFound: {
            /**
             * @description The HTTP status, always 404.
             * @example 404
             */
            status?: number;
        } & components["schemas"]["BaseProblem"];
        /**
         * @description Where this usage is found.
         * @example [
         *       {
         *         "rel": "self",
         *         "href": "https://api-sandbox.rebilly.com/organizations/org_01J8Z3N0PQRSTV4W5X6Y7Z8A9B/usages/sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7"
         *       }
         *     ]
         */
        SelfLink: {
            /**
             * @description The address.
             * @example https://api-sandbox.rebilly.com/organizations/org_01J8Z3N0PQRSTV4W5X6Y7Z8A9B/usages/sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7
             */
            href?: string;
            /**
             * @description What the address is to this usage; only the usage itself is known.
             * @example self
             * @enum {string}
             */
            rel?: "self";
        }[];
        /** @description A problem of the service. */
        ServerError: {
            /**
             * @description The HTTP status.
             * @example 500
             */
            status?: number;
        } & components["schemas"]["BaseProblem"];
        /** @description The state of the service. */
        Status: {
            /**
             * @description Name of the release that answers.
             * @example 2026.08.31-1
             */
            release?: string;
            /**
             * @description The state; `ok` when all is well.
             * @example ok
             */
            status?: string;
            /**
             * @description The service's clock, a date and time.
             * @example 2026-09-01T00:00:05Z
             */
            time?: string;
        };
        /** @description A problem of pace. */
        TooManyRequests: {
            /**
             * @description What went wrong this time, for people.
             * @example The limit of requests is reached.
             */
            detail?: string;
            /**
             * @description Names this occurrence, for instance in a talk with support.
             * @example 0d6f7d2c-4f2a-4a53-9d0b-6a0f7a1f6f10
             */
            instance?: string;
            /**
             * @description The HTTP status, always 429.
             * @example 429
             */
            status?: number;
            /**
             * @description The kind of problem, for people.
             * @example Too many requests
             */
            title?: string;
            /**
             * Format: uri
             * @description The kind of problem, for programs.
             * @example about:blank
             */
            type?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A problem of credentials. */
        Unauthorized: {
            /**
             * @description The HTTP status, always 401.
             * @example 401
             */
            status?: number;
        } & components["schemas"]["BaseProblem"];
        /**
         * Format: date-time
         * @description When it was last changed, by anyone, RFC 3339 with an offset.
         * @example 2026-09-01T00:10:00Z
         */
        UpdatedTime: string;
        /** @description One report of metered usage. */
        Usage: {
            _links?: components["schemas"]["SelfLink"];
            /**
             * @description What to do with a report above the remaining allowance: true trims and stores it, false
             *     refuses it. Never part of an answer.
             * @default false
             * @example false
             */
            acceptPartialQuantity?: boolean;
            createdTime?: components["schemas"]["CreatedTime"];
            /**
             * @description Id of the usage, given by the service. Its prefix has changed before and means nothing.
             * @example sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7
             */
            readonly id?: string;
            /**
             * @description Id of the invoice that bills this usage; null until it is issued.
             * @example in_01J8Z6C8D1F3G5H7J9K2M4N6P8
             */
            readonly invoiceId?: string | null;
            /**
             * @description Id of the invoice's line that bills this usage; null until the invoice is issued.
             * @example ii_01J8Z6C9E2G4H6J8K1M3N5P7Q9
             */
            readonly invoiceItemId?: string | null;
            /**
             * Format: double
             * @description How much was used, in the unit of the plan, with at most three decimals. In an answer, how
             *     much was stored, which is less than what was sent when the report was trimmed.
             * @example 5.125
             */
            quantity: number;
            /**
             * @description Id of the subscription, that is of the item within an order. An order's id looks alike, and
             *     was accepted once; do not send it.
             * @example sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2
             */
            subscriptionId: string;
            updatedTime?: components["schemas"]["UpdatedTime"];
            /**
             * Format: date-time
             * @description When it was used, RFC 3339 with an offset. Leave it out for the time of the request; do not
             *     send null or an empty text.
             * @example 2026-08-31T23:00:00Z
             */
            usageTime?: string;
        };
        /** @description A problem of members that break a rule. */
        ValidationError: {
            invalidFields?: components["schemas"]["InvalidFields"];
            /**
             * @description The HTTP status, always 422.
             * @example 422
             */
            status?: number;
        } & components["schemas"]["BaseProblem"];
    };
    responses: {
        /** @description The request cannot be read, or a parameter or member of it is wrong. Repeating it does not help. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad request",
                 *       "status": 400,
                 *       "detail": "The request cannot be read.",
                 *       "invalidFields": [
                 *         {
                 *           "field": "limit",
                 *           "message": "Must be at most 1000."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BadRequest"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad request",
                 *       "status": 400,
                 *       "detail": "The request cannot be read.",
                 *       "invalidFields": [
                 *         {
                 *           "field": "limit",
                 *           "message": "Must be at most 1000."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["BadRequest"];
            };
        };
        /**
         * @description The request clashes with the state of things, for good: a report at or above a limit of the
         *     subscription, a subscription that takes no usage, or the deletion of a usage that is billed.
         */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "The usage limit of the subscription is reached."
                 *     }
                 */
                "application/json": components["schemas"]["Conflict"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "The usage limit of the subscription is reached."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Conflict"];
            };
        };
        /** @description The credentials are known but may not do this, for instance a restricted key without the permission. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "The key has no permission for this operation."
                 *     }
                 */
                "application/json": components["schemas"]["Forbidden"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "The key has no permission for this operation."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Forbidden"];
            };
        };
        /** @description No usage of this organization has this id. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "There is no such usage."
                 *     }
                 */
                "application/json": components["schemas"]["NotFound"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "There is no such usage."
                 *     }
                 */
                "application/problem+json": components["schemas"]["NotFound"];
            };
        };
        /** @description The service failed. After a POST it is unknown whether the report was stored. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Internal server error",
                 *       "status": 500,
                 *       "detail": "Something went wrong."
                 *     }
                 */
                "application/json": components["schemas"]["ServerError"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Internal server error",
                 *       "status": 500,
                 *       "detail": "Something went wrong."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ServerError"];
            };
        };
        /** @description The service is out of reach for now. After a POST it is unknown whether the report was stored. */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Service unavailable",
                 *       "status": 503,
                 *       "detail": "The service is being maintained."
                 *     }
                 */
                "application/json": components["schemas"]["ServerError"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Service unavailable",
                 *       "status": 503,
                 *       "detail": "The service is being maintained."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ServerError"];
            };
        };
        /**
         * @description The organization made too many requests, with any of its keys, and nothing was stored. Known
         *     for the sandbox: 3000 requests other than GET in ten minutes.
         */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-RateLimit-Retry-After": components["headers"]["X-RateLimit-Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "The limit of requests is reached."
                 *     }
                 */
                "application/json": components["schemas"]["TooManyRequests"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "The limit of requests is reached."
                 *     }
                 */
                "application/problem+json": components["schemas"]["TooManyRequests"];
            };
        };
        /** @description The credentials are missing, unknown or expired. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "The key is not known."
                 *     }
                 */
                "application/json": components["schemas"]["Unauthorized"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "The key is not known."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Unauthorized"];
            };
        };
        /** @description Members of the body, or values of the filter, break a rule. `invalidFields` names them. */
        ValidationError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unprocessable content",
                 *       "status": 422,
                 *       "detail": "The report breaks a rule.",
                 *       "invalidFields": [
                 *         {
                 *           "field": "quantity",
                 *           "message": "Must be at least 0.001."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ValidationError"];
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unprocessable content",
                 *       "status": 422,
                 *       "detail": "The report breaks a rule.",
                 *       "invalidFields": [
                 *         {
                 *           "field": "quantity",
                 *           "message": "Must be at least 0.001."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["ValidationError"];
            };
        };
    };
    parameters: {
        /**
         * @description Conditions on members of a usage: `member:value`, joined by `;` for "and". A comma between
         *     values means "or", a leading `!` excludes, and `from..to` is a range that includes both ends
         *     and may leave one of them open. Values are typed: a value of the wrong type is an error. Which
         *     members can be filtered is not published; `subscriptionId` and `usageTime` are expected to be.
         * @example subscriptionId:sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2;usageTime:2026-08-01T00:00:00Z..2026-08-31T23:59:59Z
         */
        collectionFilter: string;
        /**
         * @description How many usages a page holds at most. The default is not published; 100 is likely.
         * @example 100
         */
        collectionLimit: number;
        /**
         * @description Index of the first usage to answer, counted from 0.
         * @example 0
         */
        collectionOffset: number;
        /**
         * @description Text to search for, in part. Which members of a usage it looks at is not published.
         * @example sub_01J8Z4
         */
        collectionQuery: string;
        /**
         * @description Members to sort by, as one comma-separated list; a leading `-` sorts downwards. `createdTime`
         *     and `updatedTime` are known to sort.
         * @example [
         *       "-createdTime"
         *     ]
         */
        collectionSort: string[];
        /**
         * @description Id of the usage. Encode it in the path, because `@` and `~` are allowed in ids.
         * @example sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7
         */
        resourceId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Absolute address of the new usage. Its host may differ from the one that was called.
         * @example https://api-sandbox.rebilly.com/organizations/org_01J8Z3N0PQRSTV4W5X6Y7Z8A9B/usages/sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7
         */
        Location: string;
        /**
         * @description How many usages a page holds at most, as applied to this answer.
         * @example 100
         */
        "Pagination-Limit": number;
        /**
         * @description Index of the first usage of this page, counted from 0.
         * @example 0
         */
        "Pagination-Offset": number;
        /**
         * @description How many usages match the filter, over all pages.
         * @example 1
         */
        "Pagination-Total": number;
        /**
         * @description When to try again, in the standard form: whole seconds from now, or an HTTP date. Not in the
         *     vendor's document; a client of the vendor's reads it.
         * @example 30
         */
        "Retry-After": string;
        /**
         * @description How many requests the organization may make in the current window.
         * @example 3000
         */
        "X-RateLimit-Limit": number;
        /**
         * @description How many requests are left in the current window.
         * @example 2999
         */
        "X-RateLimit-Remaining": number;
        /**
         * @description When to try again, as an instant in whole seconds since 1970-01-01T00:00:00Z, not a delay.
         * @example 1788220830
         */
        "X-RateLimit-Retry-After": number;
    };
    pathItems: never;
}
export type BadRequest = components['schemas']['BadRequest'];
export type BaseProblem = components['schemas']['BaseProblem'];
export type Conflict = components['schemas']['Conflict'];
export type CreatedTime = components['schemas']['CreatedTime'];
export type Forbidden = components['schemas']['Forbidden'];
export type InvalidFields = components['schemas']['InvalidFields'];
export type NotFound = components['schemas']['NotFound'];
export type SelfLink = components['schemas']['SelfLink'];
export type ServerError = components['schemas']['ServerError'];
export type Status = components['schemas']['Status'];
export type TooManyRequests = components['schemas']['TooManyRequests'];
export type Unauthorized = components['schemas']['Unauthorized'];
export type UpdatedTime = components['schemas']['UpdatedTime'];
export type Usage = components['schemas']['Usage'];
export type ValidationError = components['schemas']['ValidationError'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseServerError = components['responses']['ServerError'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseValidationError = components['responses']['ValidationError'];
export type ParameterCollectionFilter = components['parameters']['collectionFilter'];
export type ParameterCollectionLimit = components['parameters']['collectionLimit'];
export type ParameterCollectionOffset = components['parameters']['collectionOffset'];
export type ParameterCollectionQuery = components['parameters']['collectionQuery'];
export type ParameterCollectionSort = components['parameters']['collectionSort'];
export type ParameterResourceId = components['parameters']['resourceId'];
export type HeaderLocation = components['headers']['Location'];
export type HeaderPaginationLimit = components['headers']['Pagination-Limit'];
export type HeaderPaginationOffset = components['headers']['Pagination-Offset'];
export type HeaderPaginationTotal = components['headers']['Pagination-Total'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type HeaderXRateLimitLimit = components['headers']['X-RateLimit-Limit'];
export type HeaderXRateLimitRemaining = components['headers']['X-RateLimit-Remaining'];
export type HeaderXRateLimitRetryAfter = components['headers']['X-RateLimit-Retry-After'];
export type $defs = Record<string, never>;
export interface operations {
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "time": "2026-09-01T00:00:05Z",
                     *       "release": "2026.08.31-1"
                     *     }
                     */
                    "application/json": components["schemas"]["Status"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listUsages: {
        parameters: {
            query?: {
                /**
                 * @description Conditions on members of a usage: `member:value`, joined by `;` for "and". A comma between
                 *     values means "or", a leading `!` excludes, and `from..to` is a range that includes both ends
                 *     and may leave one of them open. Values are typed: a value of the wrong type is an error. Which
                 *     members can be filtered is not published; `subscriptionId` and `usageTime` are expected to be.
                 * @example subscriptionId:sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2;usageTime:2026-08-01T00:00:00Z..2026-08-31T23:59:59Z
                 */
                filter?: components["parameters"]["collectionFilter"];
                /**
                 * @description How many usages a page holds at most. The default is not published; 100 is likely.
                 * @example 100
                 */
                limit?: components["parameters"]["collectionLimit"];
                /**
                 * @description Index of the first usage to answer, counted from 0.
                 * @example 0
                 */
                offset?: components["parameters"]["collectionOffset"];
                /**
                 * @description Text to search for, in part. Which members of a usage it looks at is not published.
                 * @example sub_01J8Z4
                 */
                q?: components["parameters"]["collectionQuery"];
                /**
                 * @description Members to sort by, as one comma-separated list; a leading `-` sorts downwards. `createdTime`
                 *     and `updatedTime` are known to sort.
                 * @example [
                 *       "-createdTime"
                 *     ]
                 */
                sort?: components["parameters"]["collectionSort"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of usages, possibly empty. */
            200: {
                headers: {
                    "Pagination-Limit": components["headers"]["Pagination-Limit"];
                    "Pagination-Offset": components["headers"]["Pagination-Offset"];
                    "Pagination-Total": components["headers"]["Pagination-Total"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7",
                     *         "subscriptionId": "sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2",
                     *         "quantity": 5.125,
                     *         "usageTime": "2026-08-31T23:00:00Z",
                     *         "invoiceId": null,
                     *         "invoiceItemId": null,
                     *         "createdTime": "2026-09-01T00:00:05Z",
                     *         "updatedTime": "2026-09-01T00:00:05Z",
                     *         "_links": [
                     *           {
                     *             "rel": "self",
                     *             "href": "https://api-sandbox.rebilly.com/organizations/org_01J8Z3N0PQRSTV4W5X6Y7Z8A9B/usages/sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Usage"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["ValidationError"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The report. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subscriptionId": "sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2",
                 *       "quantity": 5.125,
                 *       "usageTime": "2026-08-31T23:00:00Z",
                 *       "acceptPartialQuantity": false
                 *     }
                 */
                "application/json": components["schemas"]["Usage"];
            };
        };
        responses: {
            /** @description The report as it was stored. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7",
                     *       "subscriptionId": "sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2",
                     *       "quantity": 5.125,
                     *       "usageTime": "2026-08-31T23:00:00Z",
                     *       "invoiceId": null,
                     *       "invoiceItemId": null,
                     *       "createdTime": "2026-09-01T00:00:05Z",
                     *       "updatedTime": "2026-09-01T00:00:05Z",
                     *       "_links": [
                     *         {
                     *           "rel": "self",
                     *           "href": "https://api-sandbox.rebilly.com/organizations/org_01J8Z3N0PQRSTV4W5X6Y7Z8A9B/usages/sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["ValidationError"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the usage. Encode it in the path, because `@` and `~` are allowed in ids.
                 * @example sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7
                 */
                id: components["parameters"]["resourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7",
                     *       "subscriptionId": "sub_01J8Z4Q2R4S6T8V1W3X5Y7Z9A2",
                     *       "quantity": 5.125,
                     *       "usageTime": "2026-08-31T23:00:00Z",
                     *       "invoiceId": "in_01J8Z6C8D1F3G5H7J9K2M4N6P8",
                     *       "invoiceItemId": "ii_01J8Z6C9E2G4H6J8K1M3N5P7Q9",
                     *       "createdTime": "2026-09-01T00:00:05Z",
                     *       "updatedTime": "2026-09-01T00:10:00Z",
                     *       "_links": [
                     *         {
                     *           "rel": "self",
                     *           "href": "https://api-sandbox.rebilly.com/organizations/org_01J8Z3N0PQRSTV4W5X6Y7Z8A9B/usages/sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the usage. Encode it in the path, because `@` and `~` are allowed in ids.
                 * @example sub_usg_01J8Z5B7C9D2F4G6H8J1K3M5N7
                 */
                id: components["parameters"]["resourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage is gone. */
            204: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
