import { type ConnectClient, createConnectClient } from "@usage-billing/connect-client";
import { type Channel, MissingConfigurationError } from "@usage-billing/core";
import { createTransport, systemClock, type Transport } from "@usage-billing/http";
import type { CallSettings } from "./api/connect-call.ts";
import { createDownloadsApi } from "./api/downloads-api.ts";
import { createFilesApi } from "./api/files-api.ts";
import { createRecordsApi } from "./api/records-api.ts";
import { connectCapabilities } from "./capabilities.ts";
import { checkConnectRecord } from "./check.ts";
import type { ConnectContext } from "./connect-context.ts";
import type { ConnectOptions } from "./connect-options.ts";
import { correctRecord } from "./correct.ts";
import { toDeliveryKey } from "./delivery-key.ts";
import { followDelivery } from "./follow.ts";
import { listUsage } from "./list.ts";
import { planDeliveries } from "./plan.ts";
import { retractRecord } from "./retract.ts";
import { sendDelivery } from "./send.ts";
import { settleDelivery } from "./settle.ts";

const DEFAULT_TIMEOUT = 30_000;
const DEFAULT_DEADLINE = 15 * 60_000;

function createClient(options: ConnectOptions, { fetch, Request }: Transport): ConnectClient {
  const { apiKey, baseUrl } = options;
  try {
    return createConnectClient({ apiKey, baseUrl, fetch, Request });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MissingConfigurationError(`channel ${options.id ?? "connect"}: ${reason}`);
  }
}

function createContext(options: ConnectOptions): ConnectContext {
  const { id: channel = "connect", apiKey, retries } = options;
  const { transport = createTransport(), clock = systemClock } = options;
  if (!apiKey?.trim()) {
    throw new MissingConfigurationError(
      `channel ${channel} has no API key: set the option apiKey, or the environment variable USAGE_BILLING_${channel.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_API_KEY`,
    );
  }
  const settings: CallSettings = {
    channel,
    clock,
    timeout: options.timeout ?? DEFAULT_TIMEOUT,
    retries,
    secrets: [apiKey, apiKey.replace(/^\s*ApiKey\s+/i, "")],
  };
  const client = createClient(options, transport);
  return {
    channel,
    defaults: options,
    files: createFilesApi(client, settings),
    records: createRecordsApi(client, settings),
    downloads: createDownloadsApi(transport, settings),
    clock,
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
