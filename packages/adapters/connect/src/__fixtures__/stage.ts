import { createFakeClock } from "@usage-billing/http/testing";
import { sampleCatalogue, startTwin } from "@usage-billing/twins";
import { onTestFinished } from "vitest";
import type { FileStatus } from "../api/files/from-usage-file.ts";
import { createConnectChannel } from "../connect-channel.ts";
import { type ConnectUsage, createConnectUsage } from "../connect-usage.ts";
import { monthOfRecords, planOne } from "./platform.ts";
import { fileDefaults } from "./usage-record.ts";

/** A platform with one usage file of one record, and both sides of it. */
export interface Stage {
  readonly vendor: ConnectUsage;
  readonly distributor: ConnectUsage;
  /** The file's id. */
  readonly id: string;
  /** A workbook whose row is right. */
  readonly good: Uint8Array;
  /** A workbook whose row names an unknown item. */
  readonly bad: Uint8Array;
  /** Lets the platform work. */
  pass(milliseconds: number): Promise<void>;
}

/** How a record or chunk of a test is billed. */
export const BILL = { billingId: "B-1", billingNote: "October" };

/** Long enough for all that the platform does by itself. */
export const LONG = 1000;

function writeWorkbook(meter: string): Uint8Array {
  const channel = createConnectChannel({ ...fileDefaults, apiKey: "SU-1:token" });
  const fields = { meter, quantity: "1" };
  return planOne(channel, monthOfRecords(1, fields)).body as Uint8Array;
}

/**
 * Opens a platform with an empty usage file.
 *
 * @param options - How many times writing a chunk fails.
 * @returns The platform.
 */
export async function openStage(options: { readonly failures?: number } = {}): Promise<Stage> {
  const { failures = 0 } = options;
  const clock = createFakeClock(Date.UTC(2026, 10, 2, 10));
  const [first, ...others] = sampleCatalogue.connect.hubs ?? [];
  const hubs = first === undefined ? others : [{ ...first, failures }, ...others];
  const connect = { ...sampleCatalogue.connect, hubs };
  const twin = await startTwin("connect", { catalogue: { ...sampleCatalogue, connect }, clock });
  onTestFinished(() => twin.close());
  const open = (apiKey: string): ConnectUsage =>
    createConnectUsage({ apiKey, baseUrl: twin.baseUrl, clock, retries: 0 });
  const vendor = open(connect.credentials.vendor);
  const distributor = open(connect.credentials.distributor ?? "");
  const { product, contract, currency } = fileDefaults;
  const { id } = await vendor.files.create({ product, contract, currency, name: "October" });
  return {
    vendor,
    distributor,
    id,
    good: writeWorkbook("SEAT-PRO"),
    bad: writeWorkbook("UNKNOWN"),
    pass: (milliseconds) => clock.sleep(milliseconds),
  };
}

/** The step that leads to each state, by the state before. */
const STEPS: Readonly<
  Partial<Record<FileStatus, readonly [FileStatus, (stage: Stage) => Promise<unknown>]>>
> = {
  uploading: ["draft", ({ vendor, id, good }) => vendor.files.upload(id, good)],
  processing: ["uploading", ({ pass }) => pass(10)],
  ready: ["processing", ({ pass }) => pass(20)],
  pending: ["ready", ({ vendor, id }) => vendor.files.submit(id)],
  accepted: ["pending", ({ distributor, id }) => distributor.files.accept(id, "Fine")],
  rejected: ["pending", ({ distributor, id }) => distributor.files.reject(id, "Wrong")],
  closed: [
    "accepted",
    async (stage) => stage.distributor.records.close(await recordOf(stage), BILL),
  ],
  deleted: ["draft", ({ vendor, id }) => vendor.files.delete(id)],
};

/**
 * Brings the file into a state.
 *
 * @param stage - The platform, its file in `draft`.
 * @param status - The state.
 */
export async function bring(stage: Stage, status: FileStatus): Promise<void> {
  if (status === "draft") return;
  if (status === "invalid") {
    await stage.vendor.files.upload(stage.id, stage.bad);
    await stage.pass(LONG);
    return;
  }
  const [before, step] = STEPS[status] ?? [];
  if (before === undefined || step === undefined) throw new Error(`no way to ${status}`);
  await bring(stage, before);
  await step(stage);
}

/**
 * Finds the file's record.
 *
 * @param stage - The platform.
 * @returns The record's id.
 */
export async function recordOf({ distributor, id }: Stage): Promise<string> {
  const records = distributor.records.list({ filter: (where) => where.eq("usagefile.id", id) });
  for await (const record of records) return record.id;
  throw new Error("no record");
}

/**
 * Finds the file's chunk.
 *
 * @param stage - The platform, its file accepted.
 * @returns The chunk's id.
 */
export async function chunkOf({ distributor, id }: Stage): Promise<string> {
  const chunks = distributor.chunks.list({ filter: (where) => where.eq("usagefile.id", id) });
  for await (const chunk of chunks) return chunk.id;
  throw new Error("no chunk");
}
