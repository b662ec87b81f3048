import { describe, expect, it } from "vitest";
import {
  BILL,
  bring,
  chunkOf,
  LONG,
  openStage,
  recordOf,
  type Stage,
} from "../__fixtures__/stage.ts";
import type { FileStatus } from "../api/files/from-usage-file.ts";
import type { RecordStatus } from "../api/records/from-connect-record.ts";
import { recordLifecycle } from "./record-lifecycle.ts";

type Step = (stage: Stage) => Promise<unknown>;
type Way = readonly [
  operation: string,
  from: RecordStatus | undefined,
  to: RecordStatus,
  file: FileStatus,
  step: Step,
];

const setStatus =
  (status: RecordStatus): Step =>
  async (stage) =>
    stage.distributor.records.setStatus(await recordOf(stage), status);

const decideBy =
  (action: "accept" | "reject"): Step =>
  async (stage) => {
    await stage.distributor
      .rules("PRD-276-377-545")
      .create({ action, item: "PRD-276-377-545-0001" });
    await bring(stage, "pending");
    await stage.pass(LONG);
  };

const rejectFile: Step = ({ distributor, id }) => distributor.files.reject(id, "Wrong");

/** Every way of the table: the operation or `platform`, the record before and after, its file, and the step. */
const WAYS: readonly Way[] = [
  ["platform", undefined, "valid", "draft", (stage) => bring(stage, "ready")],
  ["platform", undefined, "invalid", "draft", (stage) => bring(stage, "invalid")],
  [
    "acceptUsageFile",
    "valid",
    "approved",
    "pending",
    ({ distributor, id }) => distributor.files.accept(id, "Fine"),
  ],
  [
    "approveAllUsageRecords",
    "valid",
    "approved",
    "pending",
    ({ distributor, id }) => distributor.files.approveAll(id),
  ],
  ["updateUsageRecord", "valid", "approved", "pending", setStatus("approved")],
  ["platform", "valid", "approved", "draft", decideBy("accept")],
  ["rejectUsageFile", "valid", "rejected", "pending", rejectFile],
  ["updateUsageRecord", "valid", "rejected", "pending", setStatus("rejected")],
  [
    "rejectUsageFile",
    "approved",
    "rejected",
    "pending",
    async (stage) => {
      await setStatus("approved")(stage);
      await rejectFile(stage);
    },
  ],
  ["platform", "valid", "rejected", "draft", decideBy("reject")],
  [
    "closeUsageRecord",
    "approved",
    "closed",
    "accepted",
    async (stage) => stage.distributor.records.close(await recordOf(stage), BILL),
  ],
  [
    "closeUsageRecords",
    "approved",
    "closed",
    "accepted",
    async (stage) => {
      const id = await recordOf(stage);
      const [result] = await Array.fromAsync(
        stage.distributor.records.closeMany([{ id, ...BILL }]),
      );
      expect(result).toEqual({ id, status: "closed" });
    },
  ],
  [
    "closeUsageChunk",
    "approved",
    "closed",
    "accepted",
    async (stage) => {
      await stage.pass(LONG);
      await stage.distributor.chunks.close(await chunkOf(stage), BILL);
    },
  ],
];

describe("a usage record at the platform", () => {
  it.each(WAYS)("by %s moves on from %s to %s", async (_operation, _from, to, file, step) => {
    const stage = await openStage();
    await bring(stage, file);
    await step(stage);
    const id = await recordOf(stage);
    expect((await stage.distributor.records.get(id)).status).toBe(to);
  });

  it("has no other way in the table, but for those that close it with its file", () => {
    const named = WAYS.map(([operation, from = "", to]) => `${operation} ${from} ${to}`);
    const inTable = recordLifecycle.transitions.flatMap(({ from, to, operations }) =>
      (operations.length === 0 ? ["platform"] : operations).flatMap((operation) =>
        (from.length === 0 ? [""] : from).map((state) => `${operation} ${state} ${to}`),
      ),
    );
    const together = ["closeUsageFile approved closed", "platform approved closed"];
    expect([...named, ...together].toSorted()).toEqual(inTable.toSorted());
  });

  it.each(["ready", "rejected", "accepted"] as const)(
    "cannot be approved while its file is %s",
    async (status) => {
      const stage = await openStage();
      await bring(stage, status);
      await expect(setStatus("approved")(stage)).rejects.toMatchObject({ status: 400 });
    },
  );
});
