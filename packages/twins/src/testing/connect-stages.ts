import { sampleCatalogue } from "../catalogue/sample-catalogue.ts";
import type { Twin } from "../twin.ts";
import { call, createDraft, distributor, row, toWorkbook, upload } from "./connect-requests.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { NOW, openTwin } from "./open-twin.ts";

/** A twin with one file that was brought to some state. */
export interface Stage {
  readonly twin: Twin;
  readonly clock: ManualClock;
  readonly id: string;
  /** Calls the file's own operation; the distributor calls unless said otherwise. */
  act(action: string, options?: { body?: unknown; token?: string }): Promise<Response>;
}

/** The id of the first record of a stage. */
export const RECORD = "UR-2026-11-0000-0000-0000-0001";
/** The id of the first chunk of a stage. */
export const CHUNK = "UFC-2026-11-0000-0001-001";
/** What a record is billed with. */
export const billing = { external_billing_id: "B1", external_billing_note: "Paid" };

async function uploadRow(stage: Stage, quantity: number): Promise<Response> {
  return upload(stage.twin, stage.id, { bytes: await toWorkbook([row("a", { quantity })]) });
}

async function passTime(stage: Stage, milliseconds: number): Promise<void> {
  stage.clock.advance(milliseconds);
  await call(stage.twin, "GET /usage/files");
}

/** The steps that lead to each state of a file, by the state before. */
const paths: Readonly<
  Record<string, readonly [from: string, step: (stage: Stage) => Promise<unknown>]>
> = {
  uploading: ["draft", (stage) => uploadRow(stage, 5)],
  processing: ["uploading", (stage) => passTime(stage, 10)],
  ready: ["processing", (stage) => passTime(stage, 20)],
  pending: ["ready", ({ act }) => act("submit", { token: vendorToken })],
  accepted: ["pending", ({ act }) => act("accept", { body: { acceptance_note: "ok" } })],
  rejected: ["pending", ({ act }) => act("reject", { body: { rejection_note: "no" } })],
  closed: [
    "accepted",
    ({ twin }) =>
      call(twin, `POST /usage/records/${RECORD}/close`, { token: distributor, body: billing }),
  ],
  deleted: ["draft", ({ act }) => act("delete", { token: vendorToken })],
};

const vendorToken = sampleCatalogue.connect.credentials.vendor;

async function bring(stage: Stage, status: string): Promise<void> {
  if (status === "draft") return;
  if (status === "invalid") {
    await uploadRow(stage, -1);
    await passTime(stage, 30);
    return;
  }
  const found = paths[status];
  if (found === undefined) throw new Error(`no way to ${status}`);
  await bring(stage, found[0]);
  await found[1](stage);
}

/**
 * Opens a twin with one file of one record in a state.
 *
 * @param status - A state of files.
 * @param failures - How many generations of chunks fail.
 * @returns The twin and its file.
 */
export async function openStage(status: string, failures = 0): Promise<Stage> {
  const clock = createManualClock(NOW);
  const [first, ...others] = sampleCatalogue.connect.hubs ?? [];
  const hubs = [{ id: "HB-1000-0000", name: "Twin hub", ...first, failures }, ...others];
  const connect = { ...sampleCatalogue.connect, hubs };
  const twin = await openTwin("connect", { clock, catalogue: { ...sampleCatalogue, connect } });
  const id = await createDraft(twin);
  const stage: Stage = {
    twin,
    clock,
    id,
    act: (action, { body = {}, token = distributor } = {}) =>
      call(twin, `POST /usage/files/${id}/${action}`, { body, token }),
  };
  await bring(stage, status);
  return stage;
}
