import type { Channel, Delivery, UsageRecord } from "@usage-billing/core";
import { createFakeClock, type FakeClock } from "@usage-billing/http/testing";
import { type Catalogue, sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";
import { onTestFinished } from "vitest";
import { createConnectChannel } from "../connect-channel.ts";
import type { ConnectOptions } from "../connect-options.ts";
import { fileDefaults, type RecordFields, usageRecord } from "./usage-record.ts";

/** A file as the platform answers it. */
export interface PlatformFile {
  readonly id: string;
  readonly status: string;
  readonly external_id: string;
}

/** The twin of the platform, and a channel that reports to it; both live by one clock. */
export interface Platform {
  readonly twin: Twin;
  readonly clock: FakeClock;
  readonly channel: Channel;
  /** Calls the API as the vendor, or as the distributor where the path needs it. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The files that are not deleted. */
  files(): Promise<readonly PlatformFile[]>;
}

const DISTRIBUTOR_ACTION = /\/(accept|reject|close)$/;

/**
 * Starts the platform; it ends with the test.
 *
 * @param settings - Options of the channel, and members of the Connect catalogue.
 * @returns The platform.
 */
export async function startPlatform(
  settings: { options?: Partial<ConnectOptions>; catalogue?: Partial<Catalogue["connect"]> } = {},
): Promise<Platform> {
  const clock = createFakeClock(Date.UTC(2026, 10, 2, 10));
  const connect = { ...sampleCatalogue.connect, ...settings.catalogue };
  const twin = await startTwin("connect", { catalogue: { ...sampleCatalogue, connect }, clock });
  onTestFinished(() => twin.close());
  const { vendor, distributor = "" } = connect.credentials;
  const channel = createConnectChannel({
    ...fileDefaults,
    baseUrl: twin.baseUrl,
    apiKey: vendor,
    clock,
    retries: 0,
    ...settings.options,
  });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const Authorization = DISTRIBUTOR_ACTION.test(path) ? distributor : vendor;
    const response = await fetch(`${twin.baseUrl}${path}`, {
      method,
      headers: { Authorization, "Content-Type": "application/json" },
      ...(method !== "GET" && { body: JSON.stringify(body ?? {}) }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  const files = async () =>
    (await call("GET", "/usage/files?ne(status,deleted)")) as PlatformFile[];
  return { twin, clock, channel, call, files };
}

/**
 * Makes records of a month, one a day, of one asset.
 *
 * @param count - How many; at most 31.
 * @param fields - What all of them have.
 * @returns The records `r-01`, `r-02` …
 */
export function monthOfRecords(count: number, fields: RecordFields = {}): readonly UsageRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const day = String(index + 1).padStart(2, "0");
    const start = `2026-10-${day}T00:00:00Z`;
    return usageRecord({ recordId: `r-${day}`, start, end: `2026-10-${day}T12:00:00Z`, ...fields });
  });
}

/**
 * Plans records that make one delivery.
 *
 * @param channel - The channel.
 * @param records - The records.
 * @returns The delivery.
 */
export function planOne(channel: Channel, records: readonly UsageRecord[]): Delivery {
  const [delivery, ...others] = channel.plan(records);
  if (delivery === undefined || others.length > 0) throw new Error("not one delivery");
  return delivery;
}
