// Generated from specs/twocheckout.yml by npm run generate. Do not edit.
export interface paths {
    "/subscriptions/{SubscriptionReference}/usages/": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Reference of the subscription, as the vendor gave it.
                 * @example A1B2C3D4E5
                 */
                SubscriptionReference: components["parameters"]["SubscriptionReference"];
            };
            cookie?: never;
        };
        /**
         * List usages of a subscription
         * @description Answers one page of the usages whose end is within an interval. Only `UsageEnd` counts: a usage
         *     that starts in the interval and ends after it is not listed.
         *
         *     Pages are numbered from 1. Read on while `Page` x `Limit` is less than `Pagination.Count`, and
         *     stop at an empty page.
         */
        get: operations["listSubscriptionUsages"];
        put?: never;
        /**
         * Add usages to a subscription
         * @description Stores the usages of the body, each as a new entry, also when an equal one is there. Whether a
         *     request with several usages is stored as a whole or in part is not documented, nor how many it
         *     may hold: after any failure, list the interval before sending again.
         *
         *     The answer is an array, also for one usage. Some of the vendor's pages show a lone object, so a
         *     careful reader takes either.
         */
        post: operations["addSubscriptionUsages"];
        /**
         * Delete usages of a subscription by criteria
         * @description Deletes the usages that meet all of the given criteria.
         *
         *     **Never send it without criteria: it may delete every usage of the subscription.** This project
         *     refuses to. The criteria are known from the vendor's other transports, where all of them are
         *     optional; how REST carries them is not documented, and query parameters are our reading. List
         *     before and after to see what a request did.
         */
        delete: operations["deleteSubscriptionUsages"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{SubscriptionReference}/usages/{UsageReference}/": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Reference of the subscription, as the vendor gave it.
                 * @example A1B2C3D4E5
                 */
                SubscriptionReference: components["parameters"]["SubscriptionReference"];
                /**
                 * @description Reference of the usage, as the answer to its creation gave it.
                 * @example 120010776516
                 */
                UsageReference: components["parameters"]["UsageReference"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change units or description of a usage
         * @description Changes `Units`, `Description` or both, of one usage. The price option and the dates stay: to
         *     change them, delete the usage and add another. A usage that is billed already is expected to be
         *     refused.
         */
        put: operations["updateSubscriptionUsage"];
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
        /**
         * @description A date and time, `YYYY-MM-DD HH:MM:SS`, to the second, without an offset, in the time zone of
         *     the account.
         * @example 2026-08-31 23:59:59
         */
        AccountTime: string;
        /**
         * @description What went wrong. Only the 401 of the vendor's official tests was seen in full; no list of codes
         *     for usages is published.
         */
        ErrorBody: {
            /**
             * @description The kind of error, for programs. `AUTHENTICATION_ERROR` is the only one that was seen; the
             *     others in the examples of this document are placeholders.
             * @example AUTHENTICATION_ERROR
             */
            error_code?: string;
            /**
             * @description The error, for people. Its wording and punctuation vary.
             * @example Authentication needed for this resource
             */
            message?: string;
        };
        /** @description One page of usages. */
        FilteredUsagesResponse: {
            /**
             * @description The usages of this page.
             * @example [
             *       {
             *         "UsageReference": 120010776516,
             *         "SubscriptionReference": "A1B2C3D4E5",
             *         "OptionCode": "api-calls",
             *         "UsageStart": "2026-08-01 00:00:00",
             *         "UsageEnd": "2026-08-31 23:59:59",
             *         "Units": 1500,
             *         "Description": "API calls in August",
             *         "RenewalOrderReference": null
             *       }
             *     ]
             */
            Items: components["schemas"]["Usage"][];
            Pagination: components["schemas"]["Pagination"];
        };
        /** @description Where this page stands. */
        Pagination: {
            /**
             * @description How many usages match, over all pages.
             * @example 1
             */
            Count: number;
            /**
             * @description How many usages a page holds at most.
             * @example 50
             */
            Limit: number;
            /**
             * @description Number of this page, counted from 1.
             * @example 1
             */
            Page: number;
        };
        /** @description One stored usage. */
        Usage: {
            /**
             * @description The merchant's note. Null and absent mean the same.
             * @example API calls in August
             */
            Description?: string | null;
            /**
             * @description Code of the price option group that prices the usage.
             * @example api-calls
             */
            OptionCode: string;
            /**
             * Format: int64
             * @description Reference of the renewal order that billed the usage; null or absent until then. Expected
             *     from the filter of the same name and from the count of members in the vendor's samples, not
             *     documented as a member. Samples of other transports write references as text.
             * @example 11749701
             */
            RenewalOrderReference?: number | null;
            /**
             * @description Reference of the subscription.
             * @example A1B2C3D4E5
             */
            SubscriptionReference: string;
            /**
             * Format: int32
             * @description How much was used, in whole units of the price option.
             * @example 1500
             */
            Units: number;
            UsageEnd: components["schemas"]["UsageEnd"];
            /**
             * Format: int64
             * @description Reference of the usage, given by the service, above 32 bits. A sample of another transport
             *     has it as text, so a careful reader takes a number written as text too.
             * @example 120010776516
             */
            UsageReference?: number;
            UsageStart: components["schemas"]["UsageStart"];
        };
        /**
         * @description When the use ended, `YYYY-MM-DD HH:MM:SS`, to the second, without an offset, in the time zone of
         *     the account. May equal the start. The vendor's own import ends days at 23:59:59, so it is the
         *     last second of use.
         * @example 2026-08-31 23:59:59
         */
        UsageEnd: string;
        /** @description One usage to store. */
        UsageInput: {
            /**
             * @description A free note of the merchant. How long it may be is not documented.
             * @example API calls in August
             */
            Description?: string;
            /**
             * @description Code of the price option group that prices the usage, not of one option in it.
             * @example api-calls
             */
            OptionCode: string;
            /**
             * Format: int32
             * @description How much was used, in whole units of the price option.
             * @example 1500
             */
            Units: number;
            UsageEnd: components["schemas"]["UsageEnd"];
            UsageStart: components["schemas"]["UsageStart"];
        };
        /**
         * @description When the use started, `YYYY-MM-DD HH:MM:SS`, to the second, without an offset, in the time zone
         *     of the account. Not before the start of the subscription.
         * @example 2026-08-01 00:00:00
         */
        UsageStart: string;
        /** @description What to change of a usage, at least one of the two members. */
        UsageUpdate: {
            /**
             * @description The new note.
             * @example API calls in August, corrected
             */
            Description?: string;
            /**
             * Format: int32
             * @description How much was used in all, in whole units; it replaces the old figure.
             * @example 1600
             */
            Units?: number;
        };
    };
    responses: {
        /**
         * @description A parameter or member is missing or wrong, or the usage lies outside the term of the
         *     subscription. Repeating the request does not help.
         */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "INVALID_PARAMETER",
                 *       "message": "The Limit parameter must be a positive integer lower than 100"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The merchant may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "FORBIDDEN",
                 *       "message": "The merchant may not use this resource."
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The merchant has no such subscription, or the subscription no such usage. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "NOT_FOUND",
                 *       "message": "There is no such subscription."
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The service failed. After a POST it is unknown whether the usages were stored. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "INTERNAL_ERROR",
                 *       "message": "Something went wrong."
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The service is out of reach for now. After a POST it is unknown whether the usages were stored. */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "SERVICE_UNAVAILABLE",
                 *       "message": "The service is being maintained."
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many requests. The vendor publishes no limits. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "TOO_MANY_REQUESTS",
                 *       "message": "The limit of requests is reached."
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The signature is missing, wrong or too old. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "AUTHENTICATION_ERROR",
                 *       "message": "Authentication needed for this resource"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description Deletes usages whose `UsageEnd` is at or before this date, in the account's time zone. Give both
         *     ends of the interval or neither.
         * @example 2026-08-31 23:59:59
         */
        CriterionIntervalEnd: components["schemas"]["AccountTime"];
        /**
         * @description Deletes usages whose `UsageEnd` is at or after this date, in the account's time zone. Give both
         *     ends of the interval or neither.
         * @example 2026-08-01 00:00:00
         */
        CriterionIntervalStart: components["schemas"]["AccountTime"];
        /**
         * @description Deletes the usage with this reference. One reference, not a list.
         * @example 120010776516
         */
        CriterionUsageReference: number;
        /**
         * @description Lists usages whose `UsageEnd` is at or before this date, in the account's time zone.
         * @example 2026-08-31 23:59:59
         */
        IntervalEnd: components["schemas"]["AccountTime"];
        /**
         * @description Lists usages whose `UsageEnd` is at or after this date, in the account's time zone.
         * @example 2026-08-01 00:00:00
         */
        IntervalStart: components["schemas"]["AccountTime"];
        /**
         * @description How many usages a page holds at most. The vendor writes both "at most 100" and "lower than
         *     100"; 99 satisfies either.
         * @example 50
         */
        Limit: number;
        /**
         * @description Only usages of the price option group with this code.
         * @example api-calls
         */
        OptionCode: string;
        /**
         * @description Number of the page, counted from 1.
         * @example 1
         */
        Page: number;
        /**
         * @description Only usages that were billed by the renewal order with this reference.
         * @example 11749701
         */
        RenewalOrderReference: number;
        /**
         * @description Reference of the subscription, as the vendor gave it.
         * @example A1B2C3D4E5
         */
        SubscriptionReference: string;
        /**
         * @description Reference of the usage, as the answer to its creation gave it.
         * @example 120010776516
         */
        UsageReference: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description When to try again: whole seconds from now, or an HTTP date. Not documented by the vendor, so it
         *     may be absent.
         * @example 30
         */
        "Retry-After": string;
    };
    pathItems: never;
}
export type AccountTime = components['schemas']['AccountTime'];
export type ErrorBody = components['schemas']['ErrorBody'];
export type FilteredUsagesResponse = components['schemas']['FilteredUsagesResponse'];
export type Pagination = components['schemas']['Pagination'];
export type Usage = components['schemas']['Usage'];
export type UsageEnd = components['schemas']['UsageEnd'];
export type UsageInput = components['schemas']['UsageInput'];
export type UsageStart = components['schemas']['UsageStart'];
export type UsageUpdate = components['schemas']['UsageUpdate'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseServerError = components['responses']['ServerError'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ParameterCriterionIntervalEnd = components['parameters']['CriterionIntervalEnd'];
export type ParameterCriterionIntervalStart = components['parameters']['CriterionIntervalStart'];
export type ParameterCriterionUsageReference = components['parameters']['CriterionUsageReference'];
export type ParameterIntervalEnd = components['parameters']['IntervalEnd'];
export type ParameterIntervalStart = components['parameters']['IntervalStart'];
export type ParameterLimit = components['parameters']['Limit'];
export type ParameterOptionCode = components['parameters']['OptionCode'];
export type ParameterPage = components['parameters']['Page'];
export type ParameterRenewalOrderReference = components['parameters']['RenewalOrderReference'];
export type ParameterSubscriptionReference = components['parameters']['SubscriptionReference'];
export type ParameterUsageReference = components['parameters']['UsageReference'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type $defs = Record<string, never>;
export interface operations {
    listSubscriptionUsages: {
        parameters: {
            query: {
                /**
                 * @description Lists usages whose `UsageEnd` is at or before this date, in the account's time zone.
                 * @example 2026-08-31 23:59:59
                 */
                IntervalEnd: components["parameters"]["IntervalEnd"];
                /**
                 * @description Lists usages whose `UsageEnd` is at or after this date, in the account's time zone.
                 * @example 2026-08-01 00:00:00
                 */
                IntervalStart: components["parameters"]["IntervalStart"];
                /**
                 * @description How many usages a page holds at most. The vendor writes both "at most 100" and "lower than
                 *     100"; 99 satisfies either.
                 * @example 50
                 */
                Limit: components["parameters"]["Limit"];
                /**
                 * @description Only usages of the price option group with this code.
                 * @example api-calls
                 */
                OptionCode?: components["parameters"]["OptionCode"];
                /**
                 * @description Number of the page, counted from 1.
                 * @example 1
                 */
                Page: components["parameters"]["Page"];
                /**
                 * @description Only usages that were billed by the renewal order with this reference.
                 * @example 11749701
                 */
                RenewalOrderReference?: components["parameters"]["RenewalOrderReference"];
            };
            header?: never;
            path: {
                /**
                 * @description Reference of the subscription, as the vendor gave it.
                 * @example A1B2C3D4E5
                 */
                SubscriptionReference: components["parameters"]["SubscriptionReference"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of usages, possibly empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Items": [
                     *         {
                     *           "UsageReference": 120010776516,
                     *           "SubscriptionReference": "A1B2C3D4E5",
                     *           "OptionCode": "api-calls",
                     *           "UsageStart": "2026-08-01 00:00:00",
                     *           "UsageEnd": "2026-08-31 23:59:59",
                     *           "Units": 1500,
                     *           "Description": "API calls in August",
                     *           "RenewalOrderReference": null
                     *         }
                     *       ],
                     *       "Pagination": {
                     *         "Page": 1,
                     *         "Limit": 50,
                     *         "Count": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FilteredUsagesResponse"];
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
    addSubscriptionUsages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Reference of the subscription, as the vendor gave it.
                 * @example A1B2C3D4E5
                 */
                SubscriptionReference: components["parameters"]["SubscriptionReference"];
            };
            cookie?: never;
        };
        /** @description The usages, at least one. */
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "OptionCode": "api-calls",
                 *         "UsageStart": "2026-08-01 00:00:00",
                 *         "UsageEnd": "2026-08-31 23:59:59",
                 *         "Units": 1500,
                 *         "Description": "API calls in August"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["UsageInput"][];
            };
        };
        responses: {
            /** @description The usages as they were stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "UsageReference": 120010776516,
                     *         "SubscriptionReference": "A1B2C3D4E5",
                     *         "OptionCode": "api-calls",
                     *         "UsageStart": "2026-08-01 00:00:00",
                     *         "UsageEnd": "2026-08-31 23:59:59",
                     *         "Units": 1500,
                     *         "Description": "API calls in August",
                     *         "RenewalOrderReference": null
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Usage"][];
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
    deleteSubscriptionUsages: {
        parameters: {
            query?: {
                /**
                 * @description Deletes usages whose `UsageEnd` is at or before this date, in the account's time zone. Give both
                 *     ends of the interval or neither.
                 * @example 2026-08-31 23:59:59
                 */
                IntervalEnd?: components["parameters"]["CriterionIntervalEnd"];
                /**
                 * @description Deletes usages whose `UsageEnd` is at or after this date, in the account's time zone. Give both
                 *     ends of the interval or neither.
                 * @example 2026-08-01 00:00:00
                 */
                IntervalStart?: components["parameters"]["CriterionIntervalStart"];
                /**
                 * @description Only usages of the price option group with this code.
                 * @example api-calls
                 */
                OptionCode?: components["parameters"]["OptionCode"];
                /**
                 * @description Deletes the usage with this reference. One reference, not a list.
                 * @example 120010776516
                 */
                UsageReference?: components["parameters"]["CriterionUsageReference"];
            };
            header?: never;
            path: {
                /**
                 * @description Reference of the subscription, as the vendor gave it.
                 * @example A1B2C3D4E5
                 */
                SubscriptionReference: components["parameters"]["SubscriptionReference"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usages are gone. The answer has no body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    updateSubscriptionUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Reference of the subscription, as the vendor gave it.
                 * @example A1B2C3D4E5
                 */
                SubscriptionReference: components["parameters"]["SubscriptionReference"];
                /**
                 * @description Reference of the usage, as the answer to its creation gave it.
                 * @example 120010776516
                 */
                UsageReference: components["parameters"]["UsageReference"];
            };
            cookie?: never;
        };
        /** @description What to change. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "Units": 1600,
                 *       "Description": "API calls in August, corrected"
                 *     }
                 */
                "application/json": components["schemas"]["UsageUpdate"];
            };
        };
        responses: {
            /** @description The usage after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "UsageReference": 120010776516,
                     *       "SubscriptionReference": "A1B2C3D4E5",
                     *       "OptionCode": "api-calls",
                     *       "UsageStart": "2026-08-01 00:00:00",
                     *       "UsageEnd": "2026-08-31 23:59:59",
                     *       "Units": 1600,
                     *       "Description": "API calls in August, corrected",
                     *       "RenewalOrderReference": null
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
}
