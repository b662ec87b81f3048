import type { Channel } from "@usage-billing/core";
import { createFilesApi } from "./api/files/create-files-api.ts";
import { createRecordsApi } from "./api/records/create-records-api.ts";
import { connectCapabilities } from "./capabilities.ts";
import { checkConnectRecord } from "./check.ts";
import type { ConnectContext } from "./connect-context.ts";
import type { ConnectOptions } from "./connect-options.ts";
import { correctRecord } from "./correct.ts";
import { createApi } from "./create-api.ts";
import { toDeliveryKey } from "./delivery-key.ts";
import { followDelivery } from "./follow.ts";
import { listUsage } from "./list.ts";
import { planDeliveries } from "./plan.ts";
import { retractRecord } from "./retract.ts";
import { sendDelivery } from "./send.ts";
import { settleDelivery } from "./settle.ts";

const DEFAULT_DEADLINE = 15 * 60_000;

function createContext(options: ConnectOptions): ConnectContext {
  const api = createApi(options);
  return {
    channel: api.settings.channel,
    defaults: options,
    api,
    files: createFilesApi(api),
    records: createRecordsApi(api),
    deadline: options.deadline ?? DEFAULT_DEADLINE,
  };
}

/**
 * Makes the channel that reports usage to a marketplace on CloudBlue Connect, as a vendor.
 *
 * Records go into usage files, one a product, contract, currency and UTC month. Sending creates the
 * file, uploads a workbook, waits until the platform has checked it and submits it to the distributor.
 *
 * @param options - The API key, and what the files are for.
 * @returns The channel.
 * @throws {@link MissingConfigurationError} When there is no API key.
 *
 * @example
 * ```ts
 * const connect = createConnectChannel({
 *   apiKey: process.env.USAGE_BILLING_CONNECT_API_KEY ?? "",
 *   product: "PRD-276-377-545",
 *   contract: "CRD-41560-05399-12345",
 *   currency: "USD",
 * });
 * for (const delivery of connect.plan(records)) {
 *   console.log(await connect.send(delivery));
 * }
 * ```
 */
export function createConnectChannel(options: ConnectOptions): Channel {
  const context = createContext(options);
  const { channel, defaults } = context;
  return {
    id: channel,
    capabilities: connectCapabilities,
    check: (record) => checkConnectRecord(record, defaults),
    deliveryKey: (record) => toDeliveryKey(record, defaults),
    plan: (records) => planDeliveries(records, { channel, defaults }),
    send: (delivery, call = {}) => sendDelivery(context, delivery, call),
    settle: (delivery, call = {}) => settleDelivery(context, delivery, call),
    follow: (delivery, call = {}) => followDelivery(context, delivery, call),
    list: (query, call = {}) => listUsage(context, query, call),
    retract: (sent, call = {}) => retractRecord(context, sent, call),
    correct: (sent, replacement, call = {}) => correctRecord(context, { sent, replacement }, call),
  };
}
