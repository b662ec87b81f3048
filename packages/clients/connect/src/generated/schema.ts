// Generated from specs/connect-openapi30.yml by npm run generate. Do not edit.
export interface paths {
    "/assets/{asset_pk}/usage/aggregates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the totals of one asset
         * @description Vendors and providers. The same rows for one asset. The path starts with `/assets`, not `/subscriptions/assets`.
         */
        get: operations["listAssetUsageAggregates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_pk}/usage/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the usage rules of a product
         * @description Providers only. Rules have a status `deleted`, so filter by `status=active`.
         */
        get: operations["listUsageRules"];
        put?: never;
        /**
         * Create a usage rule
         * @description Providers only. From then on the rule decides on matching usage of the item. The grammar of conditions is not published.
         */
        post: operations["createUsageRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_pk}/usage/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a usage rule
         * @description Providers only. Shows the condition, the action and who changed the rule last.
         */
        get: operations["getUsageRule"];
        /**
         * Change a usage rule
         * @description Providers only. Send only the members to change; `gravity.after` seems to move the rule behind another one.
         */
        put: operations["updateUsageRule"];
        post?: never;
        /**
         * Delete a usage rule
         * @description Providers only. The only true HTTP DELETE of the module. Rules have a status `deleted`, so the rule may still be listed.
         */
        delete: operations["deleteUsageRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/aggregates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List totals by asset and item
         * @description Vendors and providers. One row for each asset and item; billing systems price quantity-only products from it.
         */
        get: operations["listUsageAggregates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List chunk files
         * @description Providers only. A billing system asks for `status=ready` and its own `binding.hub.id`, and skips quantity-only files, which are billed from aggregates.
         */
        get: operations["listUsageChunks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/chunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a chunk file
         * @description Providers only. Look at `outdated` before billing: when it is true, regenerate the chunk first.
         */
        get: operations["getUsageChunk"];
        /**
         * Note the progress of a chunk file
         * @description Providers only. Sets the free text `external_id`; it does not change the status, and closed chunks accept it too.
         */
        put: operations["updateUsageChunk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/chunks/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a chunk file
         * @description Providers only. Moves `ready` to `closed` and closes the records of the chunk. Unlike the closing of a record it requires the billing id.
         */
        post: operations["closeUsageChunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/chunks/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the workbook of a chunk file
         * @description Providers only. Answers the bytes of the workbook, not a link; there is one only while the chunk is `ready` or `closed`.
         */
        get: operations["downloadUsageChunk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/chunks/{id}/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate a chunk file again
         * @description Providers only. Meant, as far as is known, for a chunk whose `outdated` is true or that failed; poll it until it is `ready`.
         */
        post: operations["regenerateUsageChunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List usage files
         * @description Vendors and providers see the files of their own account. Deleted files are not left out: add `out(status,(deleted))`. Items carry neither links nor record counts; read a single file for those.
         */
        get: operations["listUsageFiles"];
        put?: never;
        /**
         * Create a usage file
         * @description Vendors only. Makes an empty file in `draft`, ready for an upload. Creation has no idempotency key: after an unclear failure look the file up by `external_id` before trying again.
         */
        post: operations["createUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{file_pk}/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the categories of a usage file
         * @description Vendors and providers. They come from the categories sheet of the workbook and are what records refer to.
         */
        get: operations["listUsageFileCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a usage file
         * @description Vendors and providers. Adds signed links, record counts and sub-status to what the list shows; poll it with a growing interval and a deadline while the platform works on the file.
         */
        get: operations["getUsageFile"];
        /**
         * Change a usage file
         * @description Vendors only. Send only the members to change; the answer holds three of them and not the file. There is no PATCH.
         */
        put: operations["updateUsageFile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a usage file
         * @description Providers only. Moves `pending` to `accepted`, after which the platform makes a chunk file for each hub.
         */
        post: operations["acceptUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/approve-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Approve all records of a usage file
         * @description Providers only, and a PUT, unlike the other actions. Only its name is public; it belongs to the review of single records.
         */
        put: operations["approveAllUsageRecords"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a usage file
         * @description Providers only. Moves `accepted` to `closed`, which is final. Every record must carry its billing id and note before; both may still be changed later.
         */
        post: operations["closeUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a usage file
         * @description Vendors only, from `draft`, `invalid` or `ready`; providers get 403. The file stays readable in status `deleted`: this is not an HTTP DELETE.
         */
        post: operations["deleteUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a reconciliation workbook for one file
         * @description Providers only. The older way to close records by a workbook; the newer one is a reconciliation of its own. Processing goes on after the answer; `sub_status` seems to show it.
         */
        post: operations["uploadUsageFileReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a usage file
         * @description Providers only. Moves `pending` to `rejected`; the vendor may then upload a corrected workbook to the same file.
         */
        post: operations["rejectUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/reprocess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the processed workbook again
         * @description Providers only. Use it after records were closed one by one, so that the processed workbook shows them closed.
         */
        post: operations["reprocessUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a usage file to the provider
         * @description Vendors only. Moves `ready` to `pending`. A rule may accept the file within seconds, so wait for any state after `ready`, not for `pending`. Read the status before a repeat.
         */
        post: operations["submitUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/files/{id}/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload the workbook of a usage file
         * @description Vendors only, from `draft`, `invalid`, `ready` or `rejected`; a new upload replaces the old rows. The file goes through `uploading` and `processing` to `ready`, or to `invalid` as a whole when one row fails. A workbook that cannot be read or lacks a column may be refused at once with 400.
         */
        post: operations["uploadUsageFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/products/{id}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find the empty workbook of a product
         * @description Vendors only. The identifier is the product's, not a file's. The answer is a signed link that expires soon; fetch it without the Authorization header.
         */
        get: operations["getUsageTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reconciliations
         * @description Providers only. Filter by the usage file or the chunk file that a workbook was meant for.
         */
        get: operations["listUsageReconciliations"];
        put?: never;
        /**
         * Upload a reconciliation workbook
         * @description Providers only. No identifier is sent, so the workbook itself must say which usage file or chunk it belongs to. The reconciliation starts as `uploaded` and ends as `processed` or `failed`.
         */
        post: operations["createUsageReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/reconciliations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a reconciliation
         * @description Providers only. Poll it until the status is `processed` or `failed`; `error.detail` and `notes.processing` say how it went.
         */
        get: operations["getUsageReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/reconciliations/{id}/processedfile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the processed workbook
         * @description Providers only. Answers the bytes of the workbook as the platform left it. The last segment of the path is all lower case.
         */
        get: operations["downloadProcessedReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/reconciliations/{id}/uploadedfile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the uploaded workbook
         * @description Providers only. Answers the bytes as they were uploaded. The last segment of the path is all lower case.
         */
        get: operations["downloadUploadedReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List usage records
         * @description Vendors and providers. Filter by `usagefile.id`; `status=invalid` finds the rows that failed, though their errors are only in the processed workbook. The vendor's own `record_id` cannot be searched for.
         */
        get: operations["listUsageRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a usage record
         * @description Vendors and providers. Records come from uploaded workbooks; none can be created by a call.
         */
        get: operations["getUsageRecord"];
        /**
         * Decide on a usage record
         * @description Providers, as far as is known. Approves or rejects one record apart from its file; how that shows in the status of the file is not documented.
         */
        put: operations["updateUsageRecord"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/records/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a usage record
         * @description Providers only. Moves an approved record to `closed` and keeps the billing id and note with it.
         */
        post: operations["closeUsageRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage/records/close-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close many usage records
         * @description Providers only. The body is an array and the answer is always 206, so read the outcome of each element: one may be refused while the others are closed. The maximum length is not published.
         */
        post: operations["closeUsageRecords"];
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
         * @description An empty JSON object. Send `{}` or no body at all; a JSON `null` has been answered with a 500.
         * @example {}
         */
        EmptyBody: Record<string, unknown>;
        /**
         * @description What a failed call answers. Nothing is guaranteed: a gateway may answer with another body, and quoted live bodies have a null code with the text in `errors`.
         * @example {
         *       "error_code": "VAL_001",
         *       "errors": [
         *         "currency: This value is not allowed."
         *       ],
         *       "params": null
         *     }
         */
        ErrorBody: {
            /** @description Code with the prefix of its area, such as `VAL_001` or `USG_011`; may be null. */
            error_code?: string | null;
            /** @description Messages for people, often starting with the name of the field and a colon. */
            errors?: string[];
            /** @description Values that belong to the code; null or absent for most errors. */
            params?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * @description An account: the vendor or the provider (distributor or reseller).
         * @example {
         *       "id": "VA-417-530",
         *       "name": "Example Vendor",
         *       "icon": "/media/VA-417-530/media/icon.png"
         *     }
         */
        ReferenceAccount: {
            /** @description Path or address of the account's icon. */
            icon?: string | null;
            /** @description Account identifier: `VA-` for vendors, `PA-` for providers. */
            id: string;
            /** @description Display name of the account. */
            name?: string | null;
        };
        /**
         * @description The subscription that the usage belongs to.
         * @example {
         *       "id": "AS-6120-4473-0958",
         *       "external_id": "SUB-20881",
         *       "external_uid": "6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11",
         *       "recon_id": "tenant-0958"
         *     }
         */
        ReferenceAsset: {
            /** @description Identifier of the subscription in the provider's commerce system. */
            external_id?: string | null;
            /** @description UUID of the subscription in the provider's commerce system. */
            external_uid?: string | null;
            /** @description Asset identifier, `AS-` and digits. */
            id: string;
            /** @description Value of the fulfilment parameter that the product marks as its reconciliation id. */
            recon_id?: string | null;
        };
        /**
         * @description Ties a chunk or a reconciliation to the hub that bills for it.
         * @example {
         *       "hub": {
         *         "id": "HB-2046-7719",
         *         "name": "Example Hub"
         *       },
         *       "external_id": "1000482"
         *     }
         */
        ReferenceBinding: {
            /** @description External identifier of the binding. */
            readonly external_id?: string;
            hub?: components["schemas"]["ReferenceHub"];
        };
        /**
         * @description The distribution contract that the file reports for.
         * @example {
         *       "id": "CRD-40118-52907-61350",
         *       "name": "Example Distribution Contract"
         *     }
         */
        ReferenceContract: {
            /** @description Contract identifier, `CRD-` and digits. */
            id: string;
            /** @description Display name of the contract. */
            name?: string | null;
        };
        /**
         * @description A commerce system connected to the platform.
         * @example {
         *       "id": "HB-2046-7719",
         *       "name": "Example Hub"
         *     }
         */
        ReferenceHub: {
            /** @description Hub identifier, `HB-` and digits. */
            id: string;
            /** @description Display name of the hub. */
            name?: string | null;
        };
        /**
         * @description The product item that was consumed.
         * @example {
         *       "id": "PRD-518-204-367-0004",
         *       "local_id": "PRD_518_204_367_0004",
         *       "name": "Stored data",
         *       "unit": "GB",
         *       "mpn": "STORAGE-GB",
         *       "precision": "decimal(4)",
         *       "type": "PPU"
         *     }
         */
        ReferenceItem: {
            /** @description Item identifier: the product's identifier and four digits. */
            id: string;
            /** @description Identifier of the item within the product, usually the identifier with underscores. */
            local_id?: string | null;
            /** @description Manufacturer part number, the key that vendors use most. */
            mpn?: string | null;
            /** @description Display name of the item. */
            name?: string;
            /** @description Decimals of the item's quantities: integer, or 1, 2, 4 or 8. Spelt in three ways: `decimal(2)`, `decimal_2` and `Decimal(2)`; compare by the digits. */
            readonly precision?: string;
            /** @description `Reservation` or `PPU` (pay per use); seen in other letter case, so compare without regard to it. */
            readonly type?: string;
            /** @description Unit in which quantities of the item are counted. */
            unit?: string | null;
        };
        /**
         * @description The marketplace on which the product is sold.
         * @example {
         *       "id": "MP-31570",
         *       "name": "Example Marketplace",
         *       "icon": "/media/PA-802-115/marketplaces/MP-31570/icon.png"
         *     }
         */
        ReferenceMarketplace: {
            /** @description Path or address of the marketplace's icon. */
            icon?: string | null;
            /** @description Marketplace identifier, `MP-` and digits. */
            id: string;
            /** @description Display name of the marketplace. */
            name?: string | null;
        };
        /**
         * @description The product whose usage the file reports.
         * @example {
         *       "id": "PRD-518-204-367",
         *       "name": "Example Storage",
         *       "icon": "/media/VA-417-530/PRD-518-204-367/media/icon.png"
         *     }
         */
        ReferenceProduct: {
            /** @description Path or address of the product's icon. */
            icon?: string | null;
            /** @description Product identifier, `PRD-` and digits. */
            id?: string | null;
            /** @description Display name of the product. */
            name?: string | null;
        };
        /**
         * @description The item that a rule applies to.
         * @example {
         *       "id": "PRD-518-204-367-0004",
         *       "name": "Stored data"
         *     }
         */
        ReferenceRuleItem: {
            /** @description Item identifier. */
            readonly id: string;
            /** @description Display name of the item. */
            readonly name?: string;
        };
        /**
         * @description The chunk file that a reconciliation belongs to.
         * @example {
         *       "id": "UFC-2026-10-4471-2086-001",
         *       "provider": {
         *         "id": "PA-802-115",
         *         "name": "Example Distributor"
         *       }
         *     }
         */
        ReferenceUsageChunk: {
            /** @description Identifier of the chunk file. */
            readonly id: string;
            provider?: components["schemas"]["ReferenceAccount"];
        };
        /**
         * @description The usage file that a record, chunk or reconciliation belongs to.
         * @example {
         *       "id": "UF-2026-10-4471-2086",
         *       "name": "Storage September 2026",
         *       "schema": "cr",
         *       "currency": "EUR"
         *     }
         */
        ReferenceUsageFile: {
            /** @description ISO 4217 code of every amount in the file; null when the product is not rated. */
            currency?: string | null;
            /** @description Identifier of the usage file. */
            readonly id: string;
            /** @description Name of the usage file. */
            name?: string | null;
            /**
             * @description How the product is rated: `qt` quantity only, `cr` at the provider's cost, `pr` at the customer's price, `tr` an amount for every tier. Lower case here, upper case in product capabilities and workbooks. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            schema?: "tr" | "pr" | "qt" | "cr";
        };
        /**
         * @description Who did something: a user, a service user or the platform. Any member may be missing, and the identifier may be a plain word.
         * @example {
         *       "id": "SU-339-706-184",
         *       "name": "Usage exporter"
         *     }
         */
        ReferenceUser: {
            /** @description `UR-` for users, `SU-` for service users. Usage records start with `UR-` too. */
            id?: string;
            /** @description Display name. */
            name?: string;
        };
        /**
         * @description Totals of one item on one asset, built from all files.
         * @example {
         *       "item": {
         *         "id": "PRD-518-204-367-0004",
         *         "local_id": "PRD_518_204_367_0004",
         *         "name": "Stored data",
         *         "unit": "GB",
         *         "mpn": "STORAGE-GB",
         *         "precision": "decimal(4)",
         *         "type": "PPU"
         *       },
         *       "asset": {
         *         "id": "AS-6120-4473-0958",
         *         "external_id": "SUB-20881",
         *         "external_uid": "6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11",
         *         "recon_id": "tenant-0958"
         *       },
         *       "amount": 12.34,
         *       "currency": "EUR",
         *       "consumed": 617.0425,
         *       "accepted": 600.5,
         *       "events": {
         *         "last_reported": {
         *           "at": "2026-10-01T02:16:34+00:00"
         *         }
         *       }
         *     }
         */
        UsageAggregate: {
            /** @description Quantity that providers have accepted, with up to the item's precision of decimals. */
            readonly accepted?: number;
            /** @description Money in `currency`, null when the product is not rated. Read the digits as an exact decimal, not as a binary float. */
            amount?: number | null;
            asset?: components["schemas"]["ReferenceAsset"];
            /** @description Quantity reported so far, with up to the item's precision of decimals. */
            readonly consumed?: number;
            /** @description ISO 4217 code of `amount`. */
            currency?: string | null;
            /** @description When the totals last changed. */
            readonly events?: {
                last_reported?: components["schemas"]["UsageEvent"];
            };
            item?: components["schemas"]["ReferenceItem"];
        };
        /**
         * @description A heading under which the vendor groups records.
         * @example {
         *       "id": "storage",
         *       "name": "Storage",
         *       "description": "Stored data and backups"
         *     }
         */
        UsageCategory: {
            /** @description What belongs to the category. */
            description?: string | null;
            /** @description Key that the vendor chose in the categories sheet. */
            id: string;
            /** @description Display name of the category. */
            name?: string;
        };
        /**
         * @description The part of an accepted file that one hub bills for. It holds data once it is ready.
         * @example {
         *       "id": "UFC-2026-10-4471-2086-001",
         *       "status": "ready",
         *       "outdated": false,
         *       "usagefile": {
         *         "id": "UF-2026-10-4471-2086",
         *         "name": "Storage September 2026",
         *         "schema": "cr",
         *         "currency": "EUR"
         *       },
         *       "binding": {
         *         "hub": {
         *           "id": "HB-2046-7719",
         *           "name": "Example Hub"
         *         },
         *         "external_id": "1000482"
         *       },
         *       "marketplace": {
         *         "id": "MP-31570",
         *         "name": "Example Marketplace"
         *       },
         *       "events": {
         *         "created": {
         *           "at": "2026-10-01T02:17:10+00:00"
         *         }
         *       },
         *       "stats": {
         *         "uploaded": 2,
         *         "accepted": 2
         *       },
         *       "provider": {
         *         "id": "PA-802-115",
         *         "name": "Example Distributor"
         *       },
         *       "external_id": "batch imported"
         *     }
         */
        UsageChunk: {
            binding?: components["schemas"]["ReferenceBinding"];
            error?: components["schemas"]["UsageProcessingError"];
            events?: components["schemas"]["UsageEvents"];
            /** @description Free text of the billing system, in practice its batch number or progress. */
            external_id?: string;
            /** @description Identifier of the chunk: the file's with the prefix `UFC-` and a suffix. */
            readonly id: string;
            marketplace?: components["schemas"]["ReferenceMarketplace"];
            /** @description True when the file changed after the chunk was generated; regenerate it then. */
            readonly outdated?: boolean;
            provider?: components["schemas"]["ReferenceAccount"];
            stats?: components["schemas"]["UsageStatistics"];
            /**
             * @description `draft` while it is generated, then `ready` or `failed`, at last `closed`. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            readonly status?: "draft" | "ready" | "closed" | "failed";
            usagefile?: components["schemas"]["ReferenceUsageFile"];
        };
        /**
         * @description What the provider notes when it closes a chunk.
         * @example {
         *       "external_billing_id": "INV-2026-10-0042",
         *       "external_billing_note": "Billed on 5 October"
         *     }
         */
        UsageChunkClosure: {
            /** @description Identifier of the invoice or batch in the billing system. */
            external_billing_id: string;
            /** @description Remark of the billing system. */
            external_billing_note?: string;
        };
        /**
         * @description The one member of a chunk that a provider may set.
         * @example {
         *       "external_id": "batch 42 imported"
         *     }
         */
        UsageChunkUpdate: {
            /** @description Free text, such as the batch number or the progress of the import. */
            external_id: string;
        };
        /**
         * @description When something happened and who did it.
         * @example {
         *       "at": "2026-10-01T02:15:04.120931+00:00",
         *       "by": {
         *         "id": "SU-339-706-184",
         *         "name": "Usage exporter"
         *       }
         *     }
         */
        UsageEvent: {
            /**
             * Format: date-time
             * @description Instant in UTC, with or without a fraction of a second; the offset is written `+00:00` or `Z`.
             */
            at?: string;
            by?: components["schemas"]["ReferenceUser"];
        };
        /**
         * @description The steps that an object has passed. A step that has not happened is absent, and the author is absent when a rule or the platform acted.
         * @example {
         *       "created": {
         *         "at": "2026-10-01T02:15:04.120931+00:00",
         *         "by": {
         *           "id": "SU-339-706-184",
         *           "name": "Usage exporter"
         *         }
         *       },
         *       "uploaded": {
         *         "at": "2026-10-01T02:15:06.007412+00:00",
         *         "by": {
         *           "id": "UR-552-118-407",
         *           "name": "Ada Example"
         *         }
         *       },
         *       "submitted": {
         *         "at": "2026-10-01T02:16:30+00:00",
         *         "by": {
         *           "id": "UR-704-215-366",
         *           "name": "Chi Example"
         *         }
         *       },
         *       "accepted": {
         *         "at": "2026-10-01T02:16:34+00:00"
         *       },
         *       "closed": {
         *         "at": "2026-10-05T09:00:00+00:00",
         *         "by": {
         *           "id": "UR-118-264-950",
         *           "name": "Bo Example"
         *         }
         *       }
         *     }
         */
        UsageEvents: {
            accepted?: components["schemas"]["UsageEvent"];
            closed?: components["schemas"]["UsageEvent"];
            created?: components["schemas"]["UsageEvent"];
            deleted?: components["schemas"]["UsageEvent"];
            rejected?: components["schemas"]["UsageEvent"];
            submitted?: components["schemas"]["UsageEvent"];
            uploaded?: components["schemas"]["UsageEvent"];
        };
        /**
         * @description A usage file in full: what reading one file answers.
         * @example {
         *       "id": "UF-2026-10-4471-2086",
         *       "name": "Storage September 2026",
         *       "external_id": "usage-2026-09-storage",
         *       "status": "ready",
         *       "vendor": {
         *         "id": "VA-417-530",
         *         "name": "Example Vendor"
         *       },
         *       "provider": {
         *         "id": "PA-802-115",
         *         "name": "Example Distributor"
         *       },
         *       "environment": "production",
         *       "marketplace": {
         *         "id": "MP-31570",
         *         "name": "Example Marketplace"
         *       },
         *       "contract": {
         *         "id": "CRD-40118-52907-61350",
         *         "name": "Example Distribution Contract"
         *       },
         *       "product": {
         *         "id": "PRD-518-204-367",
         *         "name": "Example Storage"
         *       },
         *       "error_detail": null,
         *       "description": "Storage used in September",
         *       "acceptance_note": null,
         *       "rejection_note": null,
         *       "schema": "cr",
         *       "currency": "EUR",
         *       "period": {
         *         "from": "2026-09-01",
         *         "to": "2026-09-30"
         *       },
         *       "stats": {
         *         "uploaded": 2,
         *         "validated": 2
         *       },
         *       "events": {
         *         "created": {
         *           "at": "2026-10-01T02:15:04.120931+00:00",
         *           "by": {
         *             "id": "SU-339-706-184",
         *             "name": "Usage exporter"
         *           }
         *         },
         *         "uploaded": {
         *           "at": "2026-10-01T02:15:06.007412+00:00",
         *           "by": {
         *             "id": "UR-552-118-407",
         *             "name": "Ada Example"
         *           }
         *         }
         *       },
         *       "sub_status": null,
         *       "usage_file_uri": "https://storage.example.com/usage/UF-2026-10-4471-2086/uploaded.xlsx?sig=EXAMPLE",
         *       "processed_file_uri": "https://storage.example.com/usage/UF-2026-10-4471-2086/processed.xlsx?sig=EXAMPLE",
         *       "records": {
         *         "valid": 2,
         *         "invalid": 0,
         *         "closed": 0
         *       }
         *     }
         */
        UsageFile: {
            /** @description What the provider, or the rule that decided for it, wrote on acceptance. */
            acceptance_note?: string | null;
            contract?: components["schemas"]["ReferenceContract"];
            /** @description ISO 4217 code of every amount in the file; null when the product is not rated. */
            currency?: string | null;
            /** @description Text that the vendor shows to the provider. */
            description?: string | null;
            /**
             * Format: date-time
             * @description End of the period in UTC under its internal name; seen in answers to creation.
             */
            end_datetime_utc?: string | null;
            /**
             * @description Environment of the contract that the file reports for. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            environment?: "test" | "preview" | "production";
            /** @description Short reason why processing failed; set when the status is `invalid`. The errors of single rows are cell comments in the processed file. */
            error_detail?: string | null;
            events?: components["schemas"]["UsageEvents"];
            /** @description The vendor's own key of the file; absent or null when none was given. */
            external_id?: string | null;
            /** @description Identifier of the file, for example UF-2026-10-4471-2086. */
            readonly id: string;
            marketplace?: components["schemas"]["ReferenceMarketplace"];
            /** @description Name given on creation, or one that the platform derived from the period. */
            name?: string | null;
            period?: components["schemas"]["UsagePeriod"];
            /** @description Signed link to the processed workbook, in which refused cells carry the reason as a comment. It may expire within half a minute; fetch it without the Authorization header. */
            readonly processed_file_uri?: string;
            product?: components["schemas"]["ReferenceProduct"];
            provider?: components["schemas"]["ReferenceAccount"];
            /** @description Signed link to the workbook of the last reconciliation; absent when there is none. Fetch it at once and without the Authorization header. */
            readonly reconciliation_file_uri?: string;
            records?: components["schemas"]["UsageFileRecordCounts"];
            /** @description What the provider wrote on rejection. */
            rejection_note?: string | null;
            /**
             * @description How the product is rated: `qt` quantity only, `cr` at the provider's cost, `pr` at the customer's price, `tr` an amount for every tier. Lower case here, upper case in product capabilities and workbooks. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            schema?: "tr" | "pr" | "qt" | "cr";
            /**
             * Format: date-time
             * @description Start of the period in UTC under its internal name; seen in answers to creation.
             */
            start_datetime_utc?: string | null;
            stats?: components["schemas"]["UsageStatistics"];
            /**
             * @description Where the file stands in its life. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            status?: "draft" | "uploading" | "uploaded" | "invalid" | "processing" | "ready" | "rejected" | "pending" | "accepted" | "closed" | "deleted";
            /**
             * @description Progress of a reconciliation workbook uploaded for the file; null when there is none. A reader must tolerate a value that is not listed.
             * @enum {string|null}
             */
            sub_status?: "processing" | "processed" | null;
            /** @description Signed link to the uploaded workbook. It expires within minutes: read it afresh, fetch it at once and without the Authorization header. */
            readonly usage_file_uri?: string;
            vendor?: components["schemas"]["ReferenceAccount"];
        };
        /**
         * @description The provider's remark on acceptance.
         * @example {
         *       "acceptance_note": "Checked against the invoice"
         *     }
         */
        UsageFileAcceptance: {
            /** @description Shown to the vendor; answers hold at most 200 characters. Two connectors treat it as required. */
            acceptance_note?: string;
        };
        /**
         * @description A new usage file. The vendor document requires nothing; send the product, the contract, and a name or a period.
         * @example {
         *       "name": "Storage September 2026",
         *       "description": "Storage used in September",
         *       "note": "Run 2026-10-01",
         *       "period": {
         *         "from": "2026-09-01",
         *         "to": "2026-09-30"
         *       },
         *       "currency": "EUR",
         *       "product": {
         *         "id": "PRD-518-204-367"
         *       },
         *       "contract": {
         *         "id": "CRD-40118-52907-61350"
         *       },
         *       "external_id": "usage-2026-09-storage"
         *     }
         */
        UsageFileCreate: {
            /** @description The contract, by identifier. */
            contract?: {
                /** @description Identifier of the contract. */
                id?: string;
            };
            /** @description ISO 4217 code of the amounts; needed when the product is rated. */
            currency?: string;
            /** @description Text for the provider; answers hold at most 200 characters. Clients send an empty string rather than null. */
            description?: string;
            /** @description The vendor's own key. Derive it from what is reported and look it up before a repeat: creation has no idempotency key. */
            external_id?: string;
            /** @description Display name; answers hold at most 100 characters. The platform makes one from the period when it is missing. */
            name?: string;
            /** @description Private note of the vendor, at most 200 characters; not answered when the file is read. */
            note?: string;
            period?: components["schemas"]["UsagePeriod"];
            /** @description The product, by identifier. */
            product?: {
                /** @description Identifier of the product. */
                id?: string;
            };
        };
        /**
         * @description A usage file as lists show it: without links, record counts and sub-status.
         * @example {
         *       "id": "UF-2026-10-4471-2086",
         *       "name": "Storage September 2026",
         *       "external_id": "usage-2026-09-storage",
         *       "status": "ready",
         *       "vendor": {
         *         "id": "VA-417-530",
         *         "name": "Example Vendor"
         *       },
         *       "provider": {
         *         "id": "PA-802-115",
         *         "name": "Example Distributor"
         *       },
         *       "environment": "production",
         *       "marketplace": {
         *         "id": "MP-31570",
         *         "name": "Example Marketplace"
         *       },
         *       "contract": {
         *         "id": "CRD-40118-52907-61350",
         *         "name": "Example Distribution Contract"
         *       },
         *       "product": {
         *         "id": "PRD-518-204-367",
         *         "name": "Example Storage"
         *       },
         *       "error_detail": null,
         *       "description": "Storage used in September",
         *       "acceptance_note": null,
         *       "rejection_note": null,
         *       "schema": "cr",
         *       "currency": "EUR",
         *       "period": {
         *         "from": "2026-09-01",
         *         "to": "2026-09-30"
         *       },
         *       "stats": {
         *         "uploaded": 2,
         *         "validated": 2
         *       },
         *       "events": {
         *         "created": {
         *           "at": "2026-10-01T02:15:04.120931+00:00",
         *           "by": {
         *             "id": "SU-339-706-184",
         *             "name": "Usage exporter"
         *           }
         *         },
         *         "uploaded": {
         *           "at": "2026-10-01T02:15:06.007412+00:00",
         *           "by": {
         *             "id": "UR-552-118-407",
         *             "name": "Ada Example"
         *           }
         *         }
         *       }
         *     }
         */
        UsageFileListItem: {
            /** @description What the provider, or the rule that decided for it, wrote on acceptance. */
            acceptance_note?: string | null;
            contract?: components["schemas"]["ReferenceContract"];
            /** @description ISO 4217 code of every amount in the file; null when the product is not rated. */
            currency?: string | null;
            /** @description Text that the vendor shows to the provider. */
            description?: string | null;
            /**
             * @description Environment of the contract that the file reports for. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            environment?: "test" | "preview" | "production";
            /** @description Short reason why processing failed; set when the status is `invalid`. The errors of single rows are cell comments in the processed file. */
            error_detail?: string | null;
            events?: components["schemas"]["UsageEvents"];
            /** @description The vendor's own key of the file; absent or null when none was given. */
            external_id?: string | null;
            /** @description Identifier of the file, for example UF-2026-10-4471-2086. */
            readonly id: string;
            marketplace?: components["schemas"]["ReferenceMarketplace"];
            /** @description Name given on creation, or one that the platform derived from the period. */
            name?: string | null;
            period?: components["schemas"]["UsagePeriod"];
            product?: components["schemas"]["ReferenceProduct"];
            provider?: components["schemas"]["ReferenceAccount"];
            /** @description What the provider wrote on rejection. */
            rejection_note?: string | null;
            /**
             * @description How the product is rated: `qt` quantity only, `cr` at the provider's cost, `pr` at the customer's price, `tr` an amount for every tier. Lower case here, upper case in product capabilities and workbooks. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            schema?: "tr" | "pr" | "qt" | "cr";
            stats?: components["schemas"]["UsageStatistics"];
            /**
             * @description Where the file stands in its life. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            status?: "draft" | "uploading" | "uploaded" | "invalid" | "processing" | "ready" | "rejected" | "pending" | "accepted" | "closed" | "deleted";
            vendor?: components["schemas"]["ReferenceAccount"];
        };
        /**
         * @description The multipart form that reconciles one usage file.
         * @example {
         *       "recon_file": "PK\u0003\u0004"
         *     }
         */
        UsageFileReconciliationUpload: {
            /**
             * Format: binary
             * @description Workbook (.xlsx) with the billing id and note of each record.
             */
            recon_file: Blob;
        };
        /**
         * @description How many records of the file are in which state.
         * @example {
         *       "valid": 2,
         *       "invalid": 0,
         *       "closed": 0
         *     }
         */
        UsageFileRecordCounts: {
            /** @description Records that have been closed. */
            closed?: number;
            /** @description Records that failed it; one makes the whole file invalid. */
            invalid?: number;
            /** @description Records that passed validation. */
            valid?: number;
        };
        /**
         * @description The provider's remark on rejection.
         * @example {
         *       "rejection_note": "The rate of the second item is out of date"
         *     }
         */
        UsageFileRejection: {
            /** @description Shown to the vendor; answers hold at most 200 characters. Two connectors treat it as required. */
            rejection_note?: string;
        };
        /**
         * @description What may be changed on a usage file; send only the members to change.
         * @example {
         *       "description": "Storage used in September, corrected",
         *       "external_id": "usage-2026-09-storage"
         *     }
         */
        UsageFileUpdate: {
            /** @description ISO 4217 code of the amounts. */
            currency?: string;
            /** @description Text for the provider; answers hold at most 200 characters. */
            description?: string;
            /** @description The vendor's own key; answers hold at most 200 characters. */
            external_id?: string;
            /** @description Private note of the vendor; answers hold at most 200 characters. */
            note?: string;
            period?: components["schemas"]["UsagePeriod"];
        };
        /**
         * @description What a change of a usage file answers: three members, not the file. Read the file to see the rest.
         * @example {
         *       "description": "Storage used in September, corrected",
         *       "note": "Run 2026-10-01",
         *       "external_id": "usage-2026-09-storage"
         *     }
         */
        UsageFileUpdated: {
            /** @description Text for the provider. */
            description?: string | null;
            /** @description The vendor's own key. */
            external_id?: string | null;
            /** @description Private note of the vendor. */
            note?: string | null;
        };
        /**
         * @description The multipart form that carries the workbook.
         * @example {
         *       "usage_file": "PK\u0003\u0004"
         *     }
         */
        UsageFileUpload: {
            /**
             * Format: binary
             * @description Workbook whose file name ends in .xlsx. The sheet `records` is required and `categories` optional; other sheets are ignored.
             */
            usage_file: Blob;
        };
        /**
         * @description The time that a file covers, in UTC. Both ends are named by day; the last day is included.
         * @example {
         *       "from": "2026-09-01",
         *       "to": "2026-09-30"
         *     }
         */
        UsagePeriod: {
            /** @description First day as `YYYY-MM-DD`, or a date and time. Read both; write the date. */
            from?: string;
            /** @description Last day as `YYYY-MM-DD`, or a date and time. Read both; write the date. */
            to?: string;
        };
        /**
         * @description Why generation or processing failed.
         * @example {
         *       "detail": "The workbook could not be read."
         *     }
         */
        UsageProcessingError: {
            /** @description The reason in words. */
            detail?: string;
        };
        /**
         * @description A workbook in which a provider states which records it has billed.
         * @example {
         *       "id": "RCN-0000-0001",
         *       "status": "processed",
         *       "usagefile": {
         *         "id": "UF-2026-10-4471-2086",
         *         "name": "Storage September 2026",
         *         "schema": "cr",
         *         "currency": "EUR"
         *       },
         *       "partusagefile": {
         *         "id": "UFC-2026-10-4471-2086-001",
         *         "provider": {
         *           "id": "PA-802-115",
         *           "name": "Example Distributor"
         *         }
         *       },
         *       "binding": {
         *         "hub": {
         *           "id": "HB-2046-7719",
         *           "name": "Example Hub"
         *         },
         *         "external_id": "1000482"
         *       },
         *       "notes": {
         *         "uploaded": "Invoice run of October",
         *         "processing": "2 records closed"
         *       },
         *       "events": {
         *         "created": {
         *           "at": "2026-10-05T09:00:00+00:00",
         *           "by": {
         *             "id": "SU-339-706-184",
         *             "name": "Usage exporter"
         *           }
         *         },
         *         "uploaded": {
         *           "at": "2026-10-05T09:00:01+00:00",
         *           "by": {
         *             "id": "UR-552-118-407",
         *             "name": "Ada Example"
         *           }
         *         }
         *       }
         *     }
         */
        UsageReconciliation: {
            binding?: components["schemas"]["ReferenceBinding"];
            error?: components["schemas"]["UsageProcessingError"];
            events?: components["schemas"]["UsageEvents"];
            /** @description Identifier of the reconciliation. Its pattern is not published; the example is made up. */
            readonly id: string;
            /** @description Remarks on the workbook. */
            readonly notes?: {
                /** @description The platform's remark on the result. */
                processing?: string;
                /** @description The uploader's remark. */
                uploaded?: string;
            };
            partusagefile?: components["schemas"]["ReferenceUsageChunk"];
            /**
             * @description `uploaded`, then `processing`, then `processed` or `failed`. A reader must tolerate a value that is not listed.
             * @enum {string|null}
             */
            status?: "uploaded" | "processing" | "processed" | "failed" | null;
            usagefile?: components["schemas"]["ReferenceUsageFile"];
        };
        /**
         * @description The multipart form that carries a reconciliation workbook.
         * @example {
         *       "recon_file": "PK\u0003\u0004",
         *       "upload_note": "Invoice run of October"
         *     }
         */
        UsageReconciliationUpload: {
            /**
             * Format: binary
             * @description Workbook (.xlsx) with the billing id and note of each record.
             */
            recon_file: Blob;
            /** @description Remark that is kept with the reconciliation. */
            upload_note?: string;
        };
        /**
         * @description One row of a processed workbook. The vendor's own `record_id` and `record_note` are not part of it; send such a key as a custom column to find it in `params`.
         * @example {
         *       "id": "UR-2026-10-4471-2086-0000-0001",
         *       "start_date": "2026-09-01T00:00:00+00:00",
         *       "end_date": "2026-09-30T23:59:59+00:00",
         *       "product_id": "PRD-518-204-367",
         *       "item": {
         *         "id": "PRD-518-204-367-0004",
         *         "local_id": "PRD_518_204_367_0004",
         *         "name": "Stored data",
         *         "unit": "GB",
         *         "mpn": "STORAGE-GB",
         *         "precision": "decimal(4)",
         *         "type": "PPU"
         *       },
         *       "asset": {
         *         "id": "AS-6120-4473-0958",
         *         "external_id": "SUB-20881",
         *         "external_uid": "6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11",
         *         "recon_id": "tenant-0958"
         *       },
         *       "category": {
         *         "id": "storage",
         *         "name": "Storage"
         *       },
         *       "tier": null,
         *       "amount": 12.34,
         *       "multiplier": 1,
         *       "usage": 617.0425,
         *       "status": "valid",
         *       "closed_at": null,
         *       "closed_by": null,
         *       "params": [
         *         {
         *           "parameter_name": "v.region",
         *           "parameter_value": "eu-central"
         *         }
         *       ],
         *       "item_id": "PRD-518-204-367-0004",
         *       "asset_id": "AS-6120-4473-0958",
         *       "usagefile": {
         *         "id": "UF-2026-10-4471-2086",
         *         "name": "Storage September 2026",
         *         "schema": "cr",
         *         "currency": "EUR"
         *       },
         *       "resource_local_id": "PRD_518_204_367_0004",
         *       "asset_external_id": "SUB-20881",
         *       "asset_external_uid": "6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11"
         *     }
         */
        UsageRecord: {
            /** @description Money for the whole record before tax, in the file's currency; null when the product is not rated. Read the digits as an exact decimal, not as a binary float. */
            amount?: number | null;
            asset?: components["schemas"]["ReferenceAsset"];
            /** @description The same as `asset.external_id`. */
            readonly asset_external_id?: string;
            /** @description The same as `asset.external_uid`. */
            readonly asset_external_uid?: string;
            /** @description The same as `asset.id`. */
            readonly asset_id?: string;
            /** @description Category of the record: an object in real answers, a string in the vendor document. */
            readonly category?: components["schemas"]["UsageCategory"] | (string | null);
            /**
             * Format: date-time
             * @description When the record was closed, in UTC.
             */
            closed_at?: string | null;
            /** @description Who closed the record. */
            closed_by?: string | null;
            /**
             * Format: date-time
             * @description End of the consumption, in UTC; vendors write it inclusive (23:59:59) or exclusive (00:00:00).
             */
            readonly end_date?: string;
            /** @description Set when the record is closed, absent until then. */
            readonly external_billing_id?: string;
            /** @description Set when the record is closed, absent until then. */
            readonly external_billing_note?: string;
            /** @description Identifier that the platform gave to the record; not the vendor's `record_id`. */
            readonly id: string;
            item?: components["schemas"]["ReferenceItem"];
            /** @description The same as `item.id`. */
            readonly item_id?: string;
            /** @description Factor of `usage`; only 1 has been seen. */
            multiplier?: number;
            /** @description Custom columns: `v.` columns come from the vendor, `p.` columns from the provider. */
            params?: components["schemas"]["UsageRecordParameter"][];
            /** @description Identifier of the product. */
            product_id?: string | null;
            /** @description The same as `item.local_id`. */
            readonly resource_local_id?: string;
            /**
             * Format: date-time
             * @description Start of the consumption, in UTC.
             */
            readonly start_date?: string;
            /**
             * @description Where the record stands; accepted is called `approved`. A reader must tolerate a value that is not listed.
             * @enum {string|null}
             */
            status?: "valid" | "invalid" | "approved" | "rejected" | "closed" | null;
            /** @description Level that the amount is for: 0 the customer, 1 its reseller. Only for products of schema `tr`. */
            tier?: number | null;
            /** @description Quantity consumed, with up to the item's precision of decimals. Read the digits as an exact decimal, not as a binary float. */
            usage?: number;
            usagefile?: components["schemas"]["ReferenceUsageFile"];
        };
        /**
         * @description What the provider notes when it closes a record.
         * @example {
         *       "external_billing_id": "INV-2026-10-0042",
         *       "external_billing_note": "Billed on 5 October"
         *     }
         */
        UsageRecordClosure: {
            /** @description Identifier of the invoice or line in the billing system. Two connectors treat it as required. */
            external_billing_id?: string;
            /** @description Remark of the billing system. */
            external_billing_note?: string;
        };
        /**
         * @description One record to close in a bulk call.
         * @example {
         *       "id": "UR-2026-10-4471-2086-0000-0001",
         *       "external_billing_id": "INV-2026-10-0042",
         *       "external_billing_note": "Billed on 5 October"
         *     }
         */
        UsageRecordClosureItem: {
            /** @description Identifier of the invoice or line in the billing system. */
            external_billing_id?: string;
            /** @description Remark of the billing system; enough on its own in practice. */
            external_billing_note?: string;
            /** @description Identifier of the record. */
            id: string;
        };
        /**
         * @description What became of one record of a bulk call.
         * @example {
         *       "id": "UR-2026-10-4471-2086-0000-0001",
         *       "status": "closed"
         *     }
         */
        UsageRecordClosureResult: {
            /** @description Codes that belong to `error_details`; absent on success. */
            error_codes?: string;
            /** @description Why the record was not closed; absent on success. */
            error_details?: string;
            /** @description Identifier of the record. */
            id: string;
            /**
             * @description Status after the call; anything but `closed` means that the record was not closed. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            status?: "valid" | "invalid" | "approved" | "rejected" | "closed";
        };
        /**
         * @description The value of one custom column.
         * @example {
         *       "parameter_name": "v.region",
         *       "parameter_value": "eu-central"
         *     }
         */
        UsageRecordParameter: {
            /** @description Name of the column. */
            parameter_name: string;
            /** @description Content of the cell. */
            parameter_value?: string | null;
        };
        /**
         * @description The decision on one record.
         * @example {
         *       "status": "approved"
         *     }
         */
        UsageRecordUpdate: {
            /**
             * @description `approved` or `rejected` for a decision; the other values are in the vendor document, and their effect is unknown.
             * @enum {string}
             */
            status?: "valid" | "invalid" | "approved" | "rejected" | "closed";
        };
        /**
         * @description Decides by itself on usage of one item: accepts it, rejects it or leaves it to a person.
         * @example {
         *       "id": "UIR-0000-0001",
         *       "action": "accept",
         *       "scope": "file",
         *       "rule": "amount <= 1000",
         *       "status": "active",
         *       "item": {
         *         "id": "PRD-518-204-367-0004",
         *         "name": "Stored data"
         *       },
         *       "events": {
         *         "created": {
         *           "at": "2026-03-02T10:00:00+00:00",
         *           "by": {
         *             "id": "SU-339-706-184",
         *             "name": "Usage exporter"
         *           }
         *         },
         *         "updated": {
         *           "at": "2026-03-09T16:20:00+00:00",
         *           "by": {
         *             "id": "UR-552-118-407",
         *             "name": "Ada Example"
         *           }
         *         }
         *       }
         *     }
         */
        UsageRule: {
            /** @description Internal column of the vendor document; neither sent nor answered. */
            account_id?: string;
            /**
             * @description What happens on a match. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            action?: "accept" | "reject" | "manual";
            /** @description Internal column of the vendor document; neither sent nor answered. */
            created_by?: string;
            /** @description When the rule was made and last changed. */
            readonly events?: {
                created?: components["schemas"]["UsageEvent"];
                updated?: components["schemas"]["UsageEvent"];
            };
            /** @description Identifier of the rule. Its pattern is not published; the example is made up. */
            readonly id: string;
            item?: components["schemas"]["ReferenceRuleItem"];
            /** @description Internal column of the vendor document; neither sent nor answered. */
            item_id?: string;
            /** @description Internal column of the vendor document; neither sent nor answered. */
            item_name?: string;
            /** @description Internal column of the vendor document; neither sent nor answered. */
            product_id?: string;
            /** @description The condition. Its grammar is not published; the example is made up. */
            rule?: string | null;
            /** @description `record` or `file`: what the rule decides on. */
            scope?: string;
            /**
             * @description Whether the rule is in force. A reader must tolerate a value that is not listed.
             * @enum {string}
             */
            status?: "active" | "deleted";
            /** @description Internal column of the vendor document; neither sent nor answered. */
            updated_by?: string;
        };
        /**
         * @description A new rule.
         * @example {
         *       "item": {
         *         "id": "PRD-518-204-367-0004"
         *       },
         *       "action": "accept",
         *       "rule": "amount <= 1000",
         *       "status": "active"
         *     }
         */
        UsageRuleCreate: {
            /** @description What happens on a match: `accept`, `reject` or `manual`. */
            action?: string;
            /** @description The item, by identifier. */
            item?: {
                /** @description Identifier of the item. */
                id?: string;
            };
            /** @description The condition, at most 2000 characters in answers. Its grammar is not published. */
            rule?: string;
            /** @description `active` or `deleted`. */
            status?: string;
        };
        /**
         * @description What may be changed on a rule; send only the members to change.
         * @example {
         *       "action": "manual",
         *       "status": "active",
         *       "gravity": {
         *         "after": "UIR-0000-0001"
         *       }
         *     }
         */
        UsageRuleUpdate: {
            /** @description What happens on a match: `accept`, `reject` or `manual`. */
            action?: string;
            /** @description Place of the rule in the order of evaluation, as far as its name tells. */
            gravity?: {
                /** @description Identifier of the rule to stand behind. */
                after?: string;
            };
            /** @description The item, by identifier. */
            item?: {
                /** @description Identifier of the item. */
                id?: string;
            };
            /** @description The condition, at most 2000 characters in answers. Its grammar is not published. */
            rule?: string;
            /** @description `active` or `deleted`. */
            status?: string;
        };
        /**
         * @description How many records there are and in which state. `uploaded` is the total, the others count the present state; a key without a value is absent.
         * @example {
         *       "uploaded": 12,
         *       "validated": 12
         *     }
         */
        UsageStatistics: {
            /** @description Records that were accepted. */
            accepted?: number;
            /** @description Records that were billed. */
            billed?: number;
            /** @description Records that were closed. */
            closed?: number;
            /** @description Records that wait for a decision. */
            pending?: number;
            /** @description All records. */
            uploaded?: number;
            /** @description Records that passed validation. */
            validated?: number;
        };
        /**
         * @description Where the empty workbook of a product is.
         * @example {
         *       "template_link": "https://storage.example.com/templates/PRD-518-204-367.xlsx?sig=EXAMPLE"
         *     }
         */
        UsageTemplate: {
            /** @description Signed link; fetch it at once and without the Authorization header. */
            template_link?: string;
        };
    };
    responses: {
        /** @description The request breaks a rule: a field, the RQL expression, the workbook or the state of the object. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "VAL_001",
                 *       "errors": [
                 *         "status: The file is not ready."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The closed chunk file. */
        ChunkClosed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UFC-2026-10-4471-2086-001",
                 *       "status": "closed",
                 *       "outdated": false,
                 *       "usagefile": {
                 *         "id": "UF-2026-10-4471-2086",
                 *         "name": "Storage September 2026",
                 *         "schema": "cr",
                 *         "currency": "EUR"
                 *       },
                 *       "binding": {
                 *         "hub": {
                 *           "id": "HB-2046-7719",
                 *           "name": "Example Hub"
                 *         },
                 *         "external_id": "1000482"
                 *       },
                 *       "external_id": "batch 42 imported"
                 *     }
                 */
                "application/json": components["schemas"]["UsageChunk"];
            };
        };
        /** @description The chunk file; it is generated after the answer. */
        ChunkDraft: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UFC-2026-10-4471-2086-001",
                 *       "status": "draft",
                 *       "outdated": false,
                 *       "usagefile": {
                 *         "id": "UF-2026-10-4471-2086",
                 *         "name": "Storage September 2026",
                 *         "schema": "cr",
                 *         "currency": "EUR"
                 *       },
                 *       "binding": {
                 *         "hub": {
                 *           "id": "HB-2046-7719",
                 *           "name": "Example Hub"
                 *         },
                 *         "external_id": "1000482"
                 *       },
                 *       "external_id": "batch 42 imported"
                 *     }
                 */
                "application/json": components["schemas"]["UsageChunk"];
            };
        };
        /** @description The accepted file. */
        FileAccepted: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "accepted",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "acceptance_note": "Checked against the invoice",
                 *       "stats": {
                 *         "uploaded": 2,
                 *         "accepted": 2
                 *       },
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         },
                 *         "submitted": {
                 *           "at": "2026-10-01T02:16:30+00:00",
                 *           "by": {
                 *             "id": "UR-704-215-366",
                 *             "name": "Chi Example"
                 *           }
                 *         },
                 *         "accepted": {
                 *           "at": "2026-10-01T02:16:34+00:00"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The closed file. */
        FileClosed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "closed",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "stats": {
                 *         "uploaded": 2,
                 *         "closed": 2
                 *       },
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         },
                 *         "submitted": {
                 *           "at": "2026-10-01T02:16:30+00:00",
                 *           "by": {
                 *             "id": "UR-704-215-366",
                 *             "name": "Chi Example"
                 *           }
                 *         },
                 *         "accepted": {
                 *           "at": "2026-10-01T02:16:34+00:00"
                 *         },
                 *         "closed": {
                 *           "at": "2026-10-05T09:00:00+00:00",
                 *           "by": {
                 *             "id": "UR-118-264-950",
                 *             "name": "Bo Example"
                 *           }
                 *         }
                 *       },
                 *       "records": {
                 *         "valid": 2,
                 *         "invalid": 0,
                 *         "closed": 2
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The deleted file. */
        FileDeleted: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "deleted",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         },
                 *         "deleted": {
                 *           "at": "2026-10-01T03:00:00+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The submitted file; a rule may already have moved it on. */
        FilePending: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "pending",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "stats": {
                 *         "uploaded": 2,
                 *         "pending": 2
                 *       },
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         },
                 *         "submitted": {
                 *           "at": "2026-10-01T02:16:30+00:00",
                 *           "by": {
                 *             "id": "UR-704-215-366",
                 *             "name": "Chi Example"
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The file; the platform reads the workbook after the answer. */
        FileReconciling: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "accepted",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "sub_status": "processing",
                 *       "stats": {
                 *         "uploaded": 2,
                 *         "accepted": 2
                 *       },
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         },
                 *         "submitted": {
                 *           "at": "2026-10-01T02:16:30+00:00",
                 *           "by": {
                 *             "id": "UR-704-215-366",
                 *             "name": "Chi Example"
                 *           }
                 *         },
                 *         "accepted": {
                 *           "at": "2026-10-01T02:16:34+00:00"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The rejected file. */
        FileRejected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "rejected",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "rejection_note": "The rate of the second item is out of date",
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         },
                 *         "submitted": {
                 *           "at": "2026-10-01T02:16:30+00:00",
                 *           "by": {
                 *             "id": "UR-704-215-366",
                 *             "name": "Chi Example"
                 *           }
                 *         },
                 *         "rejected": {
                 *           "at": "2026-10-02T08:40:00+00:00",
                 *           "by": {
                 *             "id": "UR-118-264-950",
                 *             "name": "Bo Example"
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The file; its processed workbook is made after the answer. */
        FileReprocessed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "accepted",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "stats": {
                 *         "uploaded": 2,
                 *         "accepted": 1,
                 *         "closed": 1
                 *       },
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         },
                 *         "submitted": {
                 *           "at": "2026-10-01T02:16:30+00:00",
                 *           "by": {
                 *             "id": "UR-704-215-366",
                 *             "name": "Chi Example"
                 *           }
                 *         },
                 *         "accepted": {
                 *           "at": "2026-10-01T02:16:34+00:00"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The file; the platform reads the workbook after the answer. */
        FileUploading: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UF-2026-10-4471-2086",
                 *       "name": "Storage September 2026",
                 *       "external_id": "usage-2026-09-storage",
                 *       "status": "uploading",
                 *       "vendor": {
                 *         "id": "VA-417-530",
                 *         "name": "Example Vendor"
                 *       },
                 *       "provider": {
                 *         "id": "PA-802-115",
                 *         "name": "Example Distributor"
                 *       },
                 *       "contract": {
                 *         "id": "CRD-40118-52907-61350",
                 *         "name": "Example Distribution Contract"
                 *       },
                 *       "product": {
                 *         "id": "PRD-518-204-367",
                 *         "name": "Example Storage"
                 *       },
                 *       "schema": "cr",
                 *       "currency": "EUR",
                 *       "period": {
                 *         "from": "2026-09-01",
                 *         "to": "2026-09-30"
                 *       },
                 *       "events": {
                 *         "created": {
                 *           "at": "2026-10-01T02:15:04.120931+00:00",
                 *           "by": {
                 *             "id": "SU-339-706-184",
                 *             "name": "Usage exporter"
                 *           }
                 *         },
                 *         "uploaded": {
                 *           "at": "2026-10-01T02:15:06.007412+00:00",
                 *           "by": {
                 *             "id": "UR-552-118-407",
                 *             "name": "Ada Example"
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UsageFile"];
            };
        };
        /** @description The token is good, but the account or its permissions do not allow the call. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": null,
                 *       "errors": [
                 *         "This account may not do that."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The platform failed. For a call that changes something the outcome is unknown: read the object before a repeat. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": null,
                 *       "errors": [
                 *         "Internal server error."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description There is no such object, or the account may not see it. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": null,
                 *       "errors": [
                 *         "Not found."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The closed record. */
        RecordClosed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "UR-2026-10-4471-2086-0000-0001",
                 *       "status": "closed",
                 *       "external_billing_id": "INV-2026-10-0042",
                 *       "external_billing_note": "Billed on 5 October",
                 *       "usage": 617.0425,
                 *       "amount": 12.34,
                 *       "usagefile": {
                 *         "id": "UF-2026-10-4471-2086",
                 *         "name": "Storage September 2026",
                 *         "schema": "cr",
                 *         "currency": "EUR"
                 *       },
                 *       "closed_at": "2026-10-05T09:00:00+00:00"
                 *     }
                 */
                "application/json": components["schemas"]["UsageRecord"];
            };
        };
        /** @description Too many calls. Not seen in public sources; wait and try again. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": null,
                 *       "errors": [
                 *         "Too many requests."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The token is missing or wrong. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error_code": "AUTH_001",
                 *       "errors": [
                 *         "API request is unauthorized."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description The provider's UUID of the subscription. Lookups: text and null. Searched.
         * @example 6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11
         */
        AggregateAssetExternalUid: string;
        /**
         * @description Identifier of the asset. Lookups: text and null. Searched.
         * @example AS-6120-4473-0958
         */
        AggregateAssetId: string;
        /**
         * @description Identifier of the item. Lookups: text and null. Searched.
         * @example PRD-518-204-367-0004
         */
        AggregateItemId: string;
        /**
         * @description Identifier of the item within the product. Lookups: text and null. Searched.
         * @example PRD_518_204_367_0004
         */
        AggregateItemLocalId: string;
        /**
         * @description Kind of the item. Lookups: text. Searched.
         * @example PPU
         */
        AggregateItemType: "Reservation" | "PPU";
        /**
         * @description Identifier of the asset (subscription).
         * @example AS-6120-4473-0958
         */
        AssetPk: string;
        /**
         * @description Identifier of the chunk file.
         * @example UFC-2026-10-4471-2086-001
         */
        ChunkId: string;
        /**
         * @description Identifier of the usage file.
         * @example UF-2026-10-4471-2086
         */
        FileId: string;
        /**
         * @description Identifier of the usage file.
         * @example UF-2026-10-4471-2086
         */
        FilePk: string;
        /**
         * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
         * @example 100
         */
        Limit: number;
        /**
         * @description How many matches to skip. Past the end the answer is an empty array.
         * @example 0
         */
        Offset: number;
        /**
         * @description Identifier of the product, not of a file.
         * @example PRD-518-204-367
         */
        ProductId: string;
        /**
         * @description Identifier of the product.
         * @example PRD-518-204-367
         */
        ProductPk: string;
        /**
         * @description Identifier of the reconciliation.
         * @example RCN-0000-0001
         */
        ReconciliationId: string;
        /**
         * @description Identifier that the platform gave to the record.
         * @example UR-2026-10-4471-2086-0000-0001
         */
        RecordId: string;
        /**
         * @description Identifier of the rule.
         * @example UIR-0000-0001
         */
        RuleId: string;
        /**
         * @description Text to look for in the columns whose filter says "Searched".
         * @example storage
         */
        Search: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Place of the page as `items first-last/total`. An empty collection answers `items 0-0/0`, like a page of one record would begin, so count the records of the body.
         * @example items 0-0/1
         */
        ContentRange: string;
        /**
         * @description Seconds to wait, or an HTTP date. No limit is published, so treat the header as optional.
         * @example 30
         */
        RetryAfter: string;
    };
    pathItems: never;
}
export type EmptyBody = components['schemas']['EmptyBody'];
export type ErrorBody = components['schemas']['ErrorBody'];
export type ReferenceAccount = components['schemas']['ReferenceAccount'];
export type ReferenceAsset = components['schemas']['ReferenceAsset'];
export type ReferenceBinding = components['schemas']['ReferenceBinding'];
export type ReferenceContract = components['schemas']['ReferenceContract'];
export type ReferenceHub = components['schemas']['ReferenceHub'];
export type ReferenceItem = components['schemas']['ReferenceItem'];
export type ReferenceMarketplace = components['schemas']['ReferenceMarketplace'];
export type ReferenceProduct = components['schemas']['ReferenceProduct'];
export type ReferenceRuleItem = components['schemas']['ReferenceRuleItem'];
export type ReferenceUsageChunk = components['schemas']['ReferenceUsageChunk'];
export type ReferenceUsageFile = components['schemas']['ReferenceUsageFile'];
export type ReferenceUser = components['schemas']['ReferenceUser'];
export type UsageAggregate = components['schemas']['UsageAggregate'];
export type UsageCategory = components['schemas']['UsageCategory'];
export type UsageChunk = components['schemas']['UsageChunk'];
export type UsageChunkClosure = components['schemas']['UsageChunkClosure'];
export type UsageChunkUpdate = components['schemas']['UsageChunkUpdate'];
export type UsageEvent = components['schemas']['UsageEvent'];
export type UsageEvents = components['schemas']['UsageEvents'];
export type UsageFile = components['schemas']['UsageFile'];
export type UsageFileAcceptance = components['schemas']['UsageFileAcceptance'];
export type UsageFileCreate = components['schemas']['UsageFileCreate'];
export type UsageFileListItem = components['schemas']['UsageFileListItem'];
export type UsageFileReconciliationUpload = components['schemas']['UsageFileReconciliationUpload'];
export type UsageFileRecordCounts = components['schemas']['UsageFileRecordCounts'];
export type UsageFileRejection = components['schemas']['UsageFileRejection'];
export type UsageFileUpdate = components['schemas']['UsageFileUpdate'];
export type UsageFileUpdated = components['schemas']['UsageFileUpdated'];
export type UsageFileUpload = components['schemas']['UsageFileUpload'];
export type UsagePeriod = components['schemas']['UsagePeriod'];
export type UsageProcessingError = components['schemas']['UsageProcessingError'];
export type UsageReconciliation = components['schemas']['UsageReconciliation'];
export type UsageReconciliationUpload = components['schemas']['UsageReconciliationUpload'];
export type UsageRecord = components['schemas']['UsageRecord'];
export type UsageRecordClosure = components['schemas']['UsageRecordClosure'];
export type UsageRecordClosureItem = components['schemas']['UsageRecordClosureItem'];
export type UsageRecordClosureResult = components['schemas']['UsageRecordClosureResult'];
export type UsageRecordParameter = components['schemas']['UsageRecordParameter'];
export type UsageRecordUpdate = components['schemas']['UsageRecordUpdate'];
export type UsageRule = components['schemas']['UsageRule'];
export type UsageRuleCreate = components['schemas']['UsageRuleCreate'];
export type UsageRuleUpdate = components['schemas']['UsageRuleUpdate'];
export type UsageStatistics = components['schemas']['UsageStatistics'];
export type UsageTemplate = components['schemas']['UsageTemplate'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseChunkClosed = components['responses']['ChunkClosed'];
export type ResponseChunkDraft = components['responses']['ChunkDraft'];
export type ResponseFileAccepted = components['responses']['FileAccepted'];
export type ResponseFileClosed = components['responses']['FileClosed'];
export type ResponseFileDeleted = components['responses']['FileDeleted'];
export type ResponseFilePending = components['responses']['FilePending'];
export type ResponseFileReconciling = components['responses']['FileReconciling'];
export type ResponseFileRejected = components['responses']['FileRejected'];
export type ResponseFileReprocessed = components['responses']['FileReprocessed'];
export type ResponseFileUploading = components['responses']['FileUploading'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseRecordClosed = components['responses']['RecordClosed'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ParameterAggregateAssetExternalUid = components['parameters']['AggregateAssetExternalUid'];
export type ParameterAggregateAssetId = components['parameters']['AggregateAssetId'];
export type ParameterAggregateItemId = components['parameters']['AggregateItemId'];
export type ParameterAggregateItemLocalId = components['parameters']['AggregateItemLocalId'];
export type ParameterAggregateItemType = components['parameters']['AggregateItemType'];
export type ParameterAssetPk = components['parameters']['AssetPk'];
export type ParameterChunkId = components['parameters']['ChunkId'];
export type ParameterFileId = components['parameters']['FileId'];
export type ParameterFilePk = components['parameters']['FilePk'];
export type ParameterLimit = components['parameters']['Limit'];
export type ParameterOffset = components['parameters']['Offset'];
export type ParameterProductId = components['parameters']['ProductId'];
export type ParameterProductPk = components['parameters']['ProductPk'];
export type ParameterReconciliationId = components['parameters']['ReconciliationId'];
export type ParameterRecordId = components['parameters']['RecordId'];
export type ParameterRuleId = components['parameters']['RuleId'];
export type ParameterSearch = components['parameters']['Search'];
export type HeaderContentRange = components['headers']['ContentRange'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type $defs = Record<string, never>;
export interface operations {
    listAssetUsageAggregates: {
        parameters: {
            query?: {
                /**
                 * @description The provider's UUID of the subscription. Lookups: text and null. Searched.
                 * @example 6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11
                 */
                "asset.external_uid"?: components["parameters"]["AggregateAssetExternalUid"];
                /**
                 * @description Identifier of the asset. Lookups: text and null. Searched.
                 * @example AS-6120-4473-0958
                 */
                "asset.id"?: components["parameters"]["AggregateAssetId"];
                /**
                 * @description Identifier of the item. Lookups: text and null. Searched.
                 * @example PRD-518-204-367-0004
                 */
                "item.id"?: components["parameters"]["AggregateItemId"];
                /**
                 * @description Identifier of the item within the product. Lookups: text and null. Searched.
                 * @example PRD_518_204_367_0004
                 */
                "item.local_id"?: components["parameters"]["AggregateItemLocalId"];
                /**
                 * @description Kind of the item. Lookups: text. Searched.
                 * @example PPU
                 */
                "item.type"?: components["parameters"]["AggregateItemType"];
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
            };
            header?: never;
            path: {
                /**
                 * @description Identifier of the asset (subscription).
                 * @example AS-6120-4473-0958
                 */
                asset_pk: components["parameters"]["AssetPk"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of totals. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageAggregate"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsageRules: {
        parameters: {
            query?: {
                /**
                 * @description What the rule does. Lookups: text. Searched.
                 * @example accept
                 */
                action?: "accept" | "reject" | "manual";
                /**
                 * @description Identifier of the rule. Lookups: text and null. Searched.
                 * @example UIR-0000-0001
                 */
                id?: string;
                /**
                 * @description Identifier of the item. Lookups: text and null. Searched. Sortable.
                 * @example PRD-518-204-367-0004
                 */
                "item.id"?: string;
                /**
                 * @description Name of the item. Lookups: text and null. Searched.
                 * @example Stored data
                 */
                "item.name"?: string;
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Text of the condition. Lookups: text and null. Searched.
                 * @example amount <= 1000
                 */
                rule?: string;
                /**
                 * @description What the rule decides on. Lookups: text. Searched.
                 * @example file
                 */
                scope?: "record" | "file";
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
                /**
                 * @description State of the rule. Lookups: text. Searched.
                 * @example active
                 */
                status?: "active" | "deleted";
            };
            header?: never;
            path: {
                /**
                 * @description Identifier of the product.
                 * @example PRD-518-204-367
                 */
                product_pk: components["parameters"]["ProductPk"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rules. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRule"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    createUsageRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the product.
                 * @example PRD-518-204-367
                 */
                product_pk: components["parameters"]["ProductPk"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageRuleCreate"];
            };
        };
        responses: {
            /** @description The new rule. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    getUsageRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the rule.
                 * @example UIR-0000-0001
                 */
                id: components["parameters"]["RuleId"];
                /**
                 * @description Identifier of the product.
                 * @example PRD-518-204-367
                 */
                product_pk: components["parameters"]["ProductPk"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    updateUsageRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the rule.
                 * @example UIR-0000-0001
                 */
                id: components["parameters"]["RuleId"];
                /**
                 * @description Identifier of the product.
                 * @example PRD-518-204-367
                 */
                product_pk: components["parameters"]["ProductPk"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageRuleUpdate"];
            };
        };
        responses: {
            /** @description The rule after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "UIR-0000-0001",
                     *       "action": "manual",
                     *       "scope": "file",
                     *       "rule": "amount <= 1000",
                     *       "status": "active",
                     *       "item": {
                     *         "id": "PRD-518-204-367-0004",
                     *         "name": "Stored data"
                     *       },
                     *       "events": {
                     *         "created": {
                     *           "at": "2026-03-02T10:00:00+00:00",
                     *           "by": {
                     *             "id": "SU-339-706-184",
                     *             "name": "Usage exporter"
                     *           }
                     *         },
                     *         "updated": {
                     *           "at": "2026-03-09T16:20:00+00:00",
                     *           "by": {
                     *             "id": "UR-552-118-407",
                     *             "name": "Ada Example"
                     *           }
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UsageRule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteUsageRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the rule.
                 * @example UIR-0000-0001
                 */
                id: components["parameters"]["RuleId"];
                /**
                 * @description Identifier of the product.
                 * @example PRD-518-204-367
                 */
                product_pk: components["parameters"]["ProductPk"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted; there is no body. */
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsageAggregates: {
        parameters: {
            query?: {
                /**
                 * @description The provider's UUID of the subscription. Lookups: text and null. Searched.
                 * @example 6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11
                 */
                "asset.external_uid"?: components["parameters"]["AggregateAssetExternalUid"];
                /**
                 * @description Identifier of the asset. Lookups: text and null. Searched.
                 * @example AS-6120-4473-0958
                 */
                "asset.id"?: components["parameters"]["AggregateAssetId"];
                /**
                 * @description Identifier of the item. Lookups: text and null. Searched.
                 * @example PRD-518-204-367-0004
                 */
                "item.id"?: components["parameters"]["AggregateItemId"];
                /**
                 * @description Identifier of the item within the product. Lookups: text and null. Searched.
                 * @example PRD_518_204_367_0004
                 */
                "item.local_id"?: components["parameters"]["AggregateItemLocalId"];
                /**
                 * @description Kind of the item. Lookups: text. Searched.
                 * @example PPU
                 */
                "item.type"?: components["parameters"]["AggregateItemType"];
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of totals. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageAggregate"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsageChunks: {
        parameters: {
            query?: {
                /**
                 * @description Identifier of the hub that bills for the chunk. Lookups: text and null. Searched.
                 * @example HB-2046-7719
                 */
                "binding.hub.id"?: string;
                /**
                 * @description Identifier of the chunk. Lookups: text and null. Searched.
                 * @example UFC-2026-10-4471-2086-001
                 */
                id?: string;
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Identifier of the provider. Lookups: text and null. Searched.
                 * @example PA-802-115
                 */
                "provider.id"?: string;
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
                /**
                 * @description State of the chunk. Lookups: text.
                 * @example ready
                 */
                status?: "draft" | "ready" | "closed" | "failed";
                /**
                 * @description Identifier of the usage file. Lookups: text and null. Searched. Sortable.
                 * @example UF-2026-10-4471-2086
                 */
                "usagefile.id"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of chunk files. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageChunk"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    getUsageChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the chunk file.
                 * @example UFC-2026-10-4471-2086-001
                 */
                id: components["parameters"]["ChunkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chunk file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageChunk"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    updateUsageChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the chunk file.
                 * @example UFC-2026-10-4471-2086-001
                 */
                id: components["parameters"]["ChunkId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageChunkUpdate"];
            };
        };
        responses: {
            /** @description The chunk file after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "UFC-2026-10-4471-2086-001",
                     *       "status": "ready",
                     *       "outdated": false,
                     *       "usagefile": {
                     *         "id": "UF-2026-10-4471-2086",
                     *         "name": "Storage September 2026",
                     *         "schema": "cr",
                     *         "currency": "EUR"
                     *       },
                     *       "binding": {
                     *         "hub": {
                     *           "id": "HB-2046-7719",
                     *           "name": "Example Hub"
                     *         },
                     *         "external_id": "1000482"
                     *       },
                     *       "external_id": "batch 42 imported"
                     *     }
                     */
                    "application/json": components["schemas"]["UsageChunk"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    closeUsageChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the chunk file.
                 * @example UFC-2026-10-4471-2086-001
                 */
                id: components["parameters"]["ChunkId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageChunkClosure"];
            };
        };
        responses: {
            200: components["responses"]["ChunkClosed"];
            201: components["responses"]["ChunkClosed"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    downloadUsageChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the chunk file.
                 * @example UFC-2026-10-4471-2086-001
                 */
                id: components["parameters"]["ChunkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workbook itself, not a link to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example PK */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    regenerateUsageChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the chunk file.
                 * @example UFC-2026-10-4471-2086-001
                 */
                id: components["parameters"]["ChunkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ChunkDraft"];
            201: components["responses"]["ChunkDraft"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsageFiles: {
        parameters: {
            query?: {
                /**
                 * @description Identifier of the distribution contract. Lookups: text and null. Searched.
                 * @example CRD-40118-52907-61350
                 */
                "contract.id"?: string;
                /**
                 * @description Name of the distribution contract. Lookups: text and null. Searched. Sortable.
                 * @example Example Distribution Contract
                 */
                "contract.name"?: string;
                /**
                 * @description When the file was created, in UTC. Lookups: range. Sortable.
                 * @example ge=2026-09-01T00:00:00Z
                 */
                "created.at"?: string;
                /**
                 * @description Older spelling of `contract.id`. Lookups: text and null. Searched.
                 * @example CRD-40118-52907-61350
                 */
                distribution_contract_id?: string;
                /**
                 * @description Environment of the contract. Lookups: text. Searched. Sortable.
                 * @example production
                 */
                environment?: "test" | "preview" | "production";
                /**
                 * @description The vendor's own key: the way to find a file after an unclear creation. Lookups: text and null. Searched.
                 * @example usage-2026-09-storage
                 */
                external_id?: string;
                /**
                 * @description Identifier of the file. Lookups: text and null. Searched. Sortable.
                 * @example UF-2026-10-4471-2086
                 */
                id?: string;
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Older spelling of `marketplace.id`. Lookups: text and null. Searched.
                 * @example MP-31570
                 */
                marketplace_id?: string;
                /**
                 * @description Identifier of the marketplace. Lookups: text and null. Searched.
                 * @example MP-31570
                 */
                "marketplace.id"?: string;
                /**
                 * @description Name of the marketplace. Lookups: text and null. Searched. Sortable.
                 * @example Example Marketplace
                 */
                "marketplace.name"?: string;
                /**
                 * @description Name of the file. Lookups: text and null. Searched.
                 * @example Storage September 2026
                 */
                name?: string;
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Older spelling of `product.id`. Lookups: text and null. Searched.
                 * @example PRD-518-204-367
                 */
                product_id?: string;
                /**
                 * @description Identifier of the product. Lookups: text and null. Searched.
                 * @example PRD-518-204-367
                 */
                "product.id"?: string;
                /**
                 * @description Name of the product. Lookups: text and null. Searched. Sortable.
                 * @example Example Storage
                 */
                "product.name"?: string;
                /**
                 * @description Older spelling of `provider.id`. Lookups: text and null. Searched.
                 * @example PA-802-115
                 */
                provider_id?: string;
                /**
                 * @description Identifier of the provider. Lookups: text and null. Searched.
                 * @example PA-802-115
                 */
                "provider.id"?: string;
                /**
                 * @description Name of the provider. Lookups: text and null. Searched. Sortable.
                 * @example Example Distributor
                 */
                "provider.name"?: string;
                /**
                 * @description How the product is rated. Lookups: text. Searched. Sortable.
                 * @example cr
                 */
                schema?: "tr" | "pr" | "qt" | "cr";
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
                /**
                 * @description State of the file. Lookups: text. Sortable.
                 * @example ready
                 */
                status?: "draft" | "uploading" | "uploaded" | "invalid" | "processing" | "ready" | "rejected" | "pending" | "accepted" | "closed" | "deleted";
                /**
                 * @description Older spelling of `vendor.id`. Lookups: text and null. Searched.
                 * @example VA-417-530
                 */
                vendor_id?: string;
                /**
                 * @description Identifier of the vendor. Lookups: text and null. Searched.
                 * @example VA-417-530
                 */
                "vendor.id"?: string;
                /**
                 * @description Name of the vendor. Lookups: text and null. Searched. Sortable.
                 * @example Example Vendor
                 */
                "vendor.name"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of usage files. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageFileListItem"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    createUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageFileCreate"];
            };
        };
        responses: {
            /** @description The new file. Rely on `id` and `status` only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "UF-2026-10-4471-2086",
                     *       "name": "Storage September 2026",
                     *       "external_id": "usage-2026-09-storage",
                     *       "status": "draft",
                     *       "vendor": {
                     *         "id": "VA-417-530",
                     *         "name": "Example Vendor"
                     *       },
                     *       "provider": {
                     *         "id": "PA-802-115",
                     *         "name": "Example Distributor"
                     *       },
                     *       "contract": {
                     *         "id": "CRD-40118-52907-61350",
                     *         "name": "Example Distribution Contract"
                     *       },
                     *       "product": {
                     *         "id": "PRD-518-204-367",
                     *         "name": "Example Storage"
                     *       },
                     *       "schema": "cr",
                     *       "currency": "EUR",
                     *       "period": {
                     *         "from": "2026-09-01",
                     *         "to": "2026-09-30"
                     *       },
                     *       "events": {
                     *         "created": {
                     *           "at": "2026-10-01T02:15:04.120931+00:00",
                     *           "by": {
                     *             "id": "SU-339-706-184",
                     *             "name": "Usage exporter"
                     *           }
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UsageFile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsageFileCategories: {
        parameters: {
            query?: {
                /**
                 * @description Key of the category. Lookups: text. Searched.
                 * @example storage
                 */
                id?: string;
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Name of the category. Lookups: text. Searched. Sortable.
                 * @example Storage
                 */
                name?: string;
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
            };
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                file_pk: components["parameters"]["FilePk"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of categories. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageCategory"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    getUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file in full. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageFile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    updateUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageFileUpdate"];
            };
        };
        responses: {
            /** @description The changed texts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageFileUpdated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    acceptUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UsageFileAcceptance"];
            };
        };
        responses: {
            200: components["responses"]["FileAccepted"];
            201: components["responses"]["FileAccepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    approveAllUsageRecords: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FileAccepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    closeUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FileClosed"];
            201: components["responses"]["FileClosed"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EmptyBody"];
            };
        };
        responses: {
            200: components["responses"]["FileDeleted"];
            201: components["responses"]["FileDeleted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    uploadUsageFileReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UsageFileReconciliationUpload"];
            };
        };
        responses: {
            200: components["responses"]["FileReconciling"];
            201: components["responses"]["FileReconciling"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    rejectUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UsageFileRejection"];
            };
        };
        responses: {
            200: components["responses"]["FileRejected"];
            201: components["responses"]["FileRejected"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    reprocessUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FileReprocessed"];
            201: components["responses"]["FileReprocessed"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    submitUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EmptyBody"];
            };
        };
        responses: {
            200: components["responses"]["FilePending"];
            201: components["responses"]["FilePending"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    uploadUsageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the usage file.
                 * @example UF-2026-10-4471-2086
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UsageFileUpload"];
            };
        };
        responses: {
            200: components["responses"]["FileUploading"];
            201: components["responses"]["FileUploading"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    getUsageTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the product, not of a file.
                 * @example PRD-518-204-367
                 */
                id: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageTemplate"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsageReconciliations: {
        parameters: {
            query?: {
                /**
                 * @description Identifier of the hub. Lookups: text and null. Searched.
                 * @example HB-2046-7719
                 */
                "binding.hub.id"?: string;
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Identifier of the chunk file. Lookups: text and null. Searched. Sortable.
                 * @example UFC-2026-10-4471-2086-001
                 */
                "partusagefile.id"?: string;
                /**
                 * @description Identifier of the chunk's provider. Lookups: text and null. Searched.
                 * @example PA-802-115
                 */
                "partusagefile.provider.id"?: string;
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
                /**
                 * @description Identifier of the usage file. Lookups: text and null. Searched. Sortable.
                 * @example UF-2026-10-4471-2086
                 */
                "usagefile.id"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of reconciliations. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReconciliation"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    createUsageReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UsageReconciliationUpload"];
            };
        };
        responses: {
            /** @description The new reconciliation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "RCN-0000-0001",
                     *       "status": "uploaded",
                     *       "notes": {
                     *         "uploaded": "Invoice run of October"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UsageReconciliation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    getUsageReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the reconciliation.
                 * @example RCN-0000-0001
                 */
                id: components["parameters"]["ReconciliationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reconciliation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReconciliation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    downloadProcessedReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the reconciliation.
                 * @example RCN-0000-0001
                 */
                id: components["parameters"]["ReconciliationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workbook itself, not a link to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example PK */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    downloadUploadedReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier of the reconciliation.
                 * @example RCN-0000-0001
                 */
                id: components["parameters"]["ReconciliationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workbook itself, not a link to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example PK */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsageRecords: {
        parameters: {
            query?: {
                /**
                 * @description Older spelling of `asset.external_id`. Lookups: text and null.
                 * @example SUB-20881
                 */
                asset_external_id?: string;
                /**
                 * @description Older spelling of `asset.external_uid`. Lookups: text and null.
                 * @example 6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11
                 */
                asset_external_uid?: string;
                /**
                 * @description Older spelling of `asset.id`. Lookups: text and null. Searched.
                 * @example AS-6120-4473-0958
                 */
                asset_id?: string;
                /**
                 * @description The provider's identifier of the subscription. Lookups: text and null.
                 * @example SUB-20881
                 */
                "asset.external_id"?: string;
                /**
                 * @description The provider's UUID of the subscription. Lookups: text and null.
                 * @example 6d3f0d6a-5b0e-4f27-9f1c-0a4b8a2f7c11
                 */
                "asset.external_uid"?: string;
                /**
                 * @description Identifier of the asset. Lookups: text and null.
                 * @example AS-6120-4473-0958
                 */
                "asset.id"?: string;
                /**
                 * @description When the record was made, in UTC. Lookups: date and null. Sortable.
                 * @example ge=2026-10-01T00:00:00Z
                 */
                created_time?: string;
                /**
                 * @description End of the consumption, in UTC. Lookups: date and null.
                 * @example le=2026-09-30T23:59:59Z
                 */
                end_date?: string;
                /**
                 * @description Identifier of the hub that bills for the record. Lookups: text and null.
                 * @example HB-2046-7719
                 */
                "hub.id"?: string;
                /**
                 * @description Older spelling of `item.id`. Lookups: text and null.
                 * @example PRD-518-204-367-0004
                 */
                item_id?: string;
                /**
                 * @description Identifier of the item. Lookups: text and null.
                 * @example PRD-518-204-367-0004
                 */
                "item.id"?: string;
                /**
                 * @description Size of the page. More than the maximum (probably 1000) is cut to it; a value that is not a number or is negative falls back to the default, which is not published.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description How many matches to skip. Past the end the answer is an empty array.
                 * @example 0
                 */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Older spelling of `hub.id`, through the chunk file. Lookups: text and null.
                 * @example HB-2046-7719
                 */
                part_usage_file__hub__id?: string;
                /**
                 * @description Older spelling of `product.id`. Lookups: text and null. Searched.
                 * @example PRD-518-204-367
                 */
                product_id?: string;
                /**
                 * @description Identifier of the product. Lookups: text and null.
                 * @example PRD-518-204-367
                 */
                "product.id"?: string;
                /**
                 * @description Text to look for in the columns whose filter says "Searched".
                 * @example storage
                 */
                search?: components["parameters"]["Search"];
                /**
                 * @description Start of the consumption, in UTC. Lookups: date and null.
                 * @example ge=2026-09-01T00:00:00Z
                 */
                start_date?: string;
                /**
                 * @description State of the record. Lookups: text and null. Sortable.
                 * @example valid
                 */
                status?: "valid" | "invalid" | "approved" | "rejected" | "closed";
                /**
                 * @description Older spelling of `usagefile.id`. Lookups: text and null. Searched.
                 * @example UF-2026-10-4471-2086
                 */
                usage_file?: string;
                /**
                 * @description Start of the consumption under its older name, in UTC. Lookups: date and null. Sortable.
                 * @example ge=2026-09-01T00:00:00Z
                 */
                usage_start_time?: string;
                /**
                 * @description Identifier of the usage file. Lookups: text and null. Searched.
                 * @example UF-2026-10-4471-2086
                 */
                "usagefile.id"?: string;
                /**
                 * @description How the product is rated. Lookups: text. Searched.
                 * @example cr
                 */
                "usagefile.schema"?: "tr" | "pr" | "qt" | "cr";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of usage records. */
            200: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRecord"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    getUsageRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier that the platform gave to the record.
                 * @example UR-2026-10-4471-2086-0000-0001
                 */
                id: components["parameters"]["RecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    updateUsageRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier that the platform gave to the record.
                 * @example UR-2026-10-4471-2086-0000-0001
                 */
                id: components["parameters"]["RecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageRecordUpdate"];
            };
        };
        responses: {
            /** @description The record after the decision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "UR-2026-10-4471-2086-0000-0001",
                     *       "status": "approved",
                     *       "usage": 617.0425,
                     *       "amount": 12.34,
                     *       "usagefile": {
                     *         "id": "UF-2026-10-4471-2086",
                     *         "name": "Storage September 2026",
                     *         "schema": "cr",
                     *         "currency": "EUR"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UsageRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    closeUsageRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identifier that the platform gave to the record.
                 * @example UR-2026-10-4471-2086-0000-0001
                 */
                id: components["parameters"]["RecordId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UsageRecordClosure"];
            };
        };
        responses: {
            200: components["responses"]["RecordClosed"];
            201: components["responses"]["RecordClosed"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    closeUsageRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageRecordClosureItem"][];
            };
        };
        responses: {
            /** @description One result for each record of the request. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "UR-2026-10-4471-2086-0000-0001",
                     *         "status": "closed"
                     *       },
                     *       {
                     *         "id": "UR-2026-10-4471-2086-0000-0002",
                     *         "status": "valid",
                     *         "error_codes": "VAL_001",
                     *         "error_details": "The record is not approved."
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["UsageRecordClosureResult"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
}
