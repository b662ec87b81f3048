import { ChannelRequestError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { BILL, bring, LONG, openStage, recordOf, type Stage } from "../__fixtures__/stage.ts";
import type { FileStatus } from "../api/files/from-usage-file.ts";
import type { OperationId } from "../api/operation-roles.ts";
import { fileLifecycle } from "./file-lifecycle.ts";
import { statesBefore } from "./lifecycle.ts";

type Step = (stage: Stage) => Promise<unknown>;

const OPERATIONS: Partial<Record<OperationId, Step>> = {
  uploadUsageFile: ({ vendor, id, good }) => vendor.files.upload(id, good),
  submitUsageFile: ({ vendor, id }) => vendor.files.submit(id),
  deleteUsageFile: ({ vendor, id }) => vendor.files.delete(id),
  acceptUsageFile: ({ distributor, id }) => distributor.files.accept(id, "Fine"),
  rejectUsageFile: ({ distributor, id }) => distributor.files.reject(id, "Wrong"),
  closeUsageFile: ({ distributor, id }) => distributor.files.close(id),
};

/** A rule is there before the file is submitted, and decides within seconds. */
const decideBy =
  (action: "accept" | "reject"): Step =>
  async (stage) => {
    const { distributor, pass } = stage;
    await distributor.rules("PRD-276-377-545").create({ action, item: "PRD-276-377-545-0001" });
    await bring(stage, "pending");
    await pass(LONG);
  };

/** What the platform does by itself: the state before it, and what makes it do so. */
const BY_PLATFORM: Readonly<Record<string, readonly [FileStatus, Step]>> = {
  processing: ["uploading", ({ pass }) => pass(10)],
  ready: ["processing", ({ pass }) => pass(20)],
  invalid: [
    "draft",
    async ({ vendor, id, bad, pass }) => {
      await vendor.files.upload(id, bad);
      await pass(LONG);
    },
  ],
  accepted: ["draft", decideBy("accept")],
  rejected: ["draft", decideBy("reject")],
  closed: [
    "accepted",
    async (stage) => stage.distributor.records.close(await recordOf(stage), BILL),
  ],
};

const statusOf = async ({ vendor, id }: Stage) => (await vendor.files.get(id)).status;

/** The twin, like the platform's own pages, never shows `uploaded`. */
const shown = fileLifecycle.transitions.filter(
  ({ from, to }) => to !== "uploaded" && from.length > 0,
);

const byOperation = shown.flatMap(({ from, to, operations }) =>
  operations.flatMap((operation) => from.map((state) => [state, operation, to] as const)),
);

const byPlatform = shown.filter(({ operations }) => operations.length === 0).map(({ to }) => to);

const states = fileLifecycle.states.filter((state) => state !== "uploaded");
const refused = states.flatMap((state) =>
  (Object.keys(OPERATIONS) as OperationId[])
    .filter((operation) => !statesBefore(fileLifecycle, operation).includes(state))
    .map((operation) => [state, operation] as const),
);

describe("a usage file at the platform", () => {
  it.each(byOperation)("moves on from %s by %s to %s", async (from, operation, to) => {
    const stage = await openStage();
    await bring(stage, from);
    if (operation === "closeUsageFile") await billWithoutClosing(stage);
    else await OPERATIONS[operation]?.(stage);
    expect(await statusOf(stage)).toBe(to);
  });

  it.each(byPlatform)("becomes %s by what the platform does", async (to) => {
    const [from, step] = BY_PLATFORM[to] ?? expect.fail(`nothing makes it ${to}`);
    const stage = await openStage();
    await bring(stage, from);
    await step(stage);
    expect(await statusOf(stage)).toBe(to);
  });

  it.each(refused)("stays %s when %s is tried", async (state, operation) => {
    const stage = await openStage();
    await bring(stage, state);
    await expect(OPERATIONS[operation]?.(stage)).rejects.toBeInstanceOf(ChannelRequestError);
    expect(await statusOf(stage)).toBe(state);
  });

  it("is made as a draft", async () => {
    expect(await statusOf(await openStage())).toBe("draft");
  });
});

/** Closing wants every record billed; with the last one billed the file may close by itself. */
async function billWithoutClosing(stage: Stage): Promise<void> {
  await stage.distributor.records.close(await recordOf(stage), BILL);
  if ((await statusOf(stage)) !== "closed") await OPERATIONS.closeUsageFile?.(stage);
}
