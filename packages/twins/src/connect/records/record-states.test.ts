import { describe, expect, it } from "vitest";
import {
  call,
  createDraft,
  distributor,
  row,
  toWorkbook,
  upload,
  vendor,
} from "../../testing/connect-requests.ts";
import { billing, openStage, RECORD, type Stage } from "../../testing/connect-stages.ts";
import { recordTransitions } from "./record-states.ts";

const token = distributor;

async function statusOf({ twin }: Stage): Promise<unknown> {
  const response = await call(twin, `GET /usage/records/${RECORD}`);
  return response.status === 404 ? null : ((await response.json()) as { status: string }).status;
}

const put =
  (status: string) =>
  ({ twin }: Stage) =>
    call(twin, `PUT /usage/records/${RECORD}`, { token, body: { status } });

const close = ({ twin }: Stage) =>
  call(twin, `POST /usage/records/${RECORD}/close`, { token, body: billing });

const reupload = async ({ twin, id, clock }: Stage) => {
  await upload(twin, id, { bytes: await toWorkbook([row("a")]) });
  clock.advance(30);
};

/** Each line of the table that leads on, by every way that there is: stage, way, state before, after. */
const ways: readonly (readonly [string, string, (stage: Stage) => Promise<unknown>, string])[] = [
  ["pending", "PUT approved", put("approved"), "approved"],
  ["pending", "PUT rejected", put("rejected"), "rejected"],
  [
    "pending",
    "approve-all",
    ({ twin, id }) => call(twin, `PUT /usage/files/${id}/approve-all`, { token }),
    "approved",
  ],
  ["pending", "accepting its file", ({ act }) => act("accept"), "approved"],
  ["pending", "rejecting its file", ({ act }) => act("reject"), "rejected"],
  [
    "pending",
    "rejecting its file after all",
    async (stage) => {
      await put("approved")(stage);
      await stage.act("reject");
    },
    "rejected",
  ],
  ["accepted", "close", close, "closed"],
  [
    "accepted",
    "close-records",
    ({ twin }) =>
      call(twin, "POST /usage/records/close-records", {
        token,
        body: [{ id: RECORD, ...billing }],
      }),
    "closed",
  ],
];

describe("the states of a record", () => {
  it("are nine lines", () => {
    expect(recordTransitions.map(({ action }) => action)).toEqual([
      "pass",
      "fail",
      "approve",
      "reject",
      "follow",
      "close",
      "replace",
      "replace",
      "replace",
    ]);
  });

  it.each([
    ["ready", "valid"],
    ["invalid", "invalid"],
    ["pending", "valid"],
    ["accepted", "approved"],
    ["rejected", "rejected"],
    ["closed", "closed"],
  ])("of a file that is %s: %s", async (stage, status) => {
    expect(await statusOf(await openStage(stage))).toBe(status);
  });

  it.each(ways)("in a file that is %s, by %s", async (from, _, act, to) => {
    const stage = await openStage(from);
    await act(stage);
    expect(await statusOf(stage)).toBe(to);
  });

  it.each([
    ["accept", "approved"],
    ["reject", "rejected"],
  ])("a rule may %s: %s", async (action, to) => {
    const stage = await openStage("ready");
    const item = { id: "PRD-276-377-545-0001" };
    const path = "/products/PRD-276-377-545/usage/rules";
    await call(stage.twin, `POST ${path}`, { token, body: { item, action } });
    await stage.act("submit", { token: vendor });
    expect(await statusOf(stage)).toBe("valid");
    stage.clock.advance(20);
    expect(await statusOf(stage)).toBe(to);
  });

  it.each(["ready", "invalid", "rejected"])(
    "end when a file that is %s is replaced",
    async (from) => {
      const stage = await openStage(from);
      await reupload(stage);
      expect(await statusOf(stage)).toBe(null);
      const next = RECORD.replace(/1$/, "2");
      const response = await call(stage.twin, `GET /usage/records/${next}`);
      expect(await response.json()).toMatchObject({ status: "valid" });
    },
  );

  const requests = { approve: put("approved"), reject: put("rejected"), close };
  const stages = ["ready", "invalid", "pending", "accepted", "rejected", "closed"];
  const allowed = ["pending approve", "pending reject", "accepted close", "closed close"];
  it.each(stages)("in a file that is %s: everything else is refused", async (from) => {
    const stage = await openStage(from);
    const before = await statusOf(stage);
    for (const [action, act] of Object.entries(requests)) {
      if (allowed.includes(`${from} ${action}`)) continue;
      const answer = await act(stage);
      expect(answer.status, action).toBe(400);
      expect(await answer.json()).toEqual({
        error_code: "VAL_001",
        errors: [
          expect.stringMatching(`^status: ${action} is not possible while the (record|file) is`),
        ],
        params: {},
      });
      expect(await statusOf(stage)).toBe(before);
    }
  });

  it.each(["valid", "invalid", "closed", "paid"])("are not set to %s", async (status) => {
    const stage = await openStage("pending");
    const answer = await put(status)(stage);
    expect(answer.status).toBe(400);
    expect(await statusOf(stage)).toBe("valid");
  });

  it("do not change once decided, but a closed one may get other references", async () => {
    const stage = await openStage("pending");
    await put("approved")(stage);
    expect((await put("rejected")(stage)).status).toBe(400);
    expect((await close(stage)).status).toBe(400);
    const closed = await openStage("closed");
    const body = { external_billing_id: "B2" };
    const again = await call(closed.twin, `POST /usage/records/${RECORD}/close`, { token, body });
    expect(await again.json()).toMatchObject({
      external_billing_id: "B2",
      external_billing_note: "Paid",
      closed_by: "SU-400-500-600",
    });
    expect(await createDraft(closed.twin)).toBe("UF-2026-11-0000-0002");
  });
});
