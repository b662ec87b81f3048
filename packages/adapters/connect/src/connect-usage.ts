import type { AggregatesApi } from "./api/aggregates/create-aggregates-api.ts";
import { createAggregatesApi } from "./api/aggregates/create-aggregates-api.ts";
import { type CategoriesApi, createCategoriesApi } from "./api/categories/create-categories-api.ts";
import { type ChunksApi, createChunksApi } from "./api/chunks/create-chunks-api.ts";
import { createFilesApi } from "./api/files/create-files-api.ts";
import type { FilesApi } from "./api/files/files-api.ts";
import {
  createReconciliationsApi,
  type ReconciliationsApi,
} from "./api/reconciliations/create-reconciliations-api.ts";
import { createRecordsApi, type RecordsApi } from "./api/records/create-records-api.ts";
import { createRulesApi, type RulesApi } from "./api/rules/create-rules-api.ts";
import { createTemplatesApi, type TemplatesApi } from "./api/templates/create-templates-api.ts";
import type { AccountOptions } from "./connect-options.ts";
import { createApi } from "./create-api.ts";

/**
 * All of Connect's usage module, organised as its API is. Which parts work depends on whether the
 * token is a vendor's or a distributor's; with the other one a call is refused with 403, and the error
 * names the rule.
 */
export interface ConnectUsage {
  /** Usage files. */
  readonly files: FilesApi;
  /** Usage records. */
  readonly records: RecordsApi;
  /** Chunk files, one a hub. */
  readonly chunks: ChunksApi;
  /** Workbooks of billing ids and notes. */
  readonly reconciliations: ReconciliationsApi;
  /** What each asset has used of each item. */
  readonly aggregates: AggregatesApi;
  /** Categories of a file's records. */
  readonly categories: CategoriesApi;
  /** Empty workbooks. */
  readonly templates: TemplatesApi;
  /** The rules by which usage of a product is accepted or rejected. */
  rules(productId: string): RulesApi;
  /** Closes the connections, unless the transport was handed in. */
  close(): Promise<void>;
}

/**
 * Makes the operations of Connect's usage module, for a vendor or a distributor.
 *
 * @param options - The account's API token, and how it is reached.
 * @returns The operations.
 * @throws {@link MissingConfigurationError} When there is no API token.
 *
 * @example
 * ```ts
 * const connect = createConnectUsage({ apiKey: process.env.CONNECT_API_KEY ?? "" });
 * const ready = connect.files.list({ filter: (where) => where.eq("status", "pending") });
 * for await (const file of ready) console.log(file.id, file.statistics.uploaded);
 * await connect.close();
 * ```
 */
export function createConnectUsage(options: AccountOptions): ConnectUsage {
  const api = createApi(options);
  return {
    files: createFilesApi(api),
    records: createRecordsApi(api),
    chunks: createChunksApi(api),
    reconciliations: createReconciliationsApi(api),
    aggregates: createAggregatesApi(api),
    categories: createCategoriesApi(api),
    templates: createTemplatesApi(api),
    rules: (productId) => createRulesApi(api, productId),
    close: async () => {
      if (options.transport === undefined) await api.transport.close();
    },
  };
}
