import type { CallOptions } from "@usage-billing/core";
import { checkTexts, NOTE_LENGTH } from "../check-notes.ts";
import type { Api } from "../connect-call.ts";
import { createLister } from "../list/create-lister.ts";
import type { ListQuery } from "../list/list-query.ts";
import { pathId } from "../path-id.ts";
import { present } from "../wire/present.ts";
import { readText } from "../wire/read-value.ts";
import { type CloseManyOptions, type Closings, closeMany } from "./close-many.ts";
import type { Billing, ClosingResult } from "./closing.ts";
import {
  type ConnectRecord,
  type ExactRecord,
  fromConnectRecord,
  type RecordStatus,
} from "./from-connect-record.ts";
import { callForRecord, RECORD_DECIMALS, readRecord } from "./read-record.ts";

/** Usage records. They are made by uploading workbooks only; a distributor reviews and closes them. */
export interface RecordsApi {
  /** Lists records, page after page; with `usagefile.id` those of a file. */
  list(query?: ListQuery<"records">): AsyncIterable<ConnectRecord>;
  /** Reads a record. */
  get(id: string, options?: CallOptions): Promise<ConnectRecord>;
  /** Approves or rejects a single record; as distributor. */
  setStatus(id: string, status: RecordStatus, options?: CallOptions): Promise<ConnectRecord>;
  /** Closes a record under a bill; as distributor. */
  close(id: string, billing?: Billing, options?: CallOptions): Promise<ConnectRecord>;
  /** Closes any number of records in batches; as distributor. Gives a result a record, in their order, and throws for none of them. */
  closeMany(closings: Closings, options?: CloseManyOptions): AsyncIterable<ClosingResult>;
}

const WHAT = "usage record";

function checkBilling(id: string, { billingId, billingNote }: Billing): void {
  checkTexts(`usage record ${id}`, [
    { field: "billing id", value: billingId, maximum: Number.POSITIVE_INFINITY },
    { field: "billing note", value: billingNote, maximum: NOTE_LENGTH },
  ]);
}

function createRecordActions(api: Api): Pick<RecordsApi, "setStatus" | "close"> {
  const { client } = api;
  return {
    setStatus: async (id, status, options = {}) =>
      callForRecord(api, {
        operation: "updateUsageRecord",
        id: pathId(id, WHAT),
        options,
        attempt: (signal) => {
          const params = { path: { id } };
          const body = { status };
          return client.PUT("/usage/records/{id}", { signal, params, body, parseAs: "text" });
        },
      }),
    close: async (id, billing = {}, options = {}) => {
      checkBilling(id, billing);
      const { billingId, billingNote } = billing;
      const body = present({ external_billing_id: billingId, external_billing_note: billingNote });
      return callForRecord(api, {
        operation: "closeUsageRecord",
        id: pathId(id, WHAT),
        options,
        attempt: (signal) => {
          const params = { path: { id } };
          return client.POST("/usage/records/{id}/close", {
            signal,
            params,
            body,
            parseAs: "text",
          });
        },
      });
    },
  };
}

/**
 * Makes the operations on usage records.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createRecordsApi(api: Api): RecordsApi {
  const { client } = api;
  return {
    list: createLister(api, {
      list: "records",
      operation: "listUsageRecords",
      fetch: (query, signal) =>
        client.GET("/usage/records", { signal, querySerializer: () => query, parseAs: "text" }),
      read: (record: ExactRecord) => fromConnectRecord(record),
      identify: ({ id }) => readText(id),
      decimals: RECORD_DECIMALS,
      // The only times by which records can be sorted.
      ordering: ["created_time", "usage_start_time"],
    }),
    get: async (id, options = {}) => readRecord(api, pathId(id, WHAT), options),
    closeMany: (closings, options = {}) => closeMany(api, closings, options),
    ...createRecordActions(api),
  };
}
