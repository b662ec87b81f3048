import { describe, expect, it } from "vitest";
import {
  call,
  createDraft,
  detail,
  distributor,
  row,
  toWorkbook,
  upload,
  vendor,
} from "../../testing/connect-requests.ts";
import { billing, openStage, RECORD, type Stage } from "../../testing/connect-stages.ts";
import { type FileAction, fileTransitions } from "./file-states.ts";
import type { FileStatus } from "./usage-file.ts";

const states: readonly FileStatus[] = [
  "draft",
  "uploading",
  "processing",
  "invalid",
  "ready",
  "pending",
  "accepted",
  "rejected",
  "closed",
  "deleted",
];

const statusOf = async ({ twin, id }: Stage) => (await detail(twin, id))["status"];

/** What a person calls; a file is only closed by request after its records carry billing. */
const requests: Partial<Record<FileAction, (stage: Stage) => Promise<Response>>> = {
  upload: async ({ twin, id }) => upload(twin, id, { bytes: await toWorkbook([row("a")]) }),
  submit: ({ act }) => act("submit", { token: vendor }),
  accept: ({ act }) => act("accept", { body: { acceptance_note: "ok" } }),
  reject: ({ act }) => act("reject", { body: { rejection_note: "no" } }),
  delete: ({ act }) => act("delete", { token: vendor }),
};

const rules = "/products/PRD-276-377-545/usage/rules";

/** A pending file, and what a rule with this action makes of it. */
async function decideByRule(action: string): Promise<Stage> {
  const stage = await openStage("ready");
  const body = { action };
  await call(stage.twin, `POST ${rules}`, { token: distributor, body });
  await stage.act("submit", { token: vendor });
  expect(await statusOf(stage)).toBe("pending");
  stage.clock.advance(20);
  return stage;
}

/** The ways of closing that the API has, each from an accepted file. */
const closings: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  "its last record": ({ twin }) =>
    call(twin, `POST /usage/records/${RECORD}/close`, { token: distributor, body: billing }),
  "its last records in bulk": ({ twin }) =>
    call(twin, "POST /usage/records/close-records", {
      token: distributor,
      body: [{ id: RECORD, ...billing }],
    }),
  "its last chunk": ({ twin, clock }) => {
    clock.advance(20);
    const path = "/usage/chunks/UFC-2026-11-0000-0001-001/close";
    return call(twin, `POST ${path}`, { token: distributor, body: billing });
  },
};

describe("the states of a file", () => {
  it("are led to by lines that the tests below walk along", () => {
    const lines = fileTransitions.map(({ action, from, to }) => `${from} ${action} ${to}`);
    expect(lines).toHaveLength(15);
    const walked = fileTransitions.filter(({ action }) => action in requests);
    const others = fileTransitions.filter(({ action }) => !(action in requests));
    expect(others.map(({ action }) => action)).toEqual([
      "create",
      "store",
      "pass",
      "fail",
      "close",
    ]);
    expect(walked.length + others.length).toBe(lines.length);
  });

  it("begin with a draft, and go on by the platform's time", async () => {
    const stage = await openStage("draft");
    expect(await statusOf(stage)).toBe("draft");
    await requests.upload?.(stage);
    expect(await statusOf(stage)).toBe("uploading");
    stage.clock.advance(10);
    expect(await statusOf(stage)).toBe("processing");
    stage.clock.advance(19);
    expect(await statusOf(stage)).toBe("processing");
    stage.clock.advance(1);
    expect(await statusOf(stage)).toBe("ready");
    expect(await statusOf(await openStage("invalid"))).toBe("invalid");
  });

  const cases = states.flatMap((from) =>
    Object.keys(requests).map((action) => {
      const line = fileTransitions.find((each) => each.action === action && each.from === from);
      return [from, action, line?.to ?? null] as const;
    }),
  );

  it.each(cases.filter(([, , to]) => to !== null))("%s, %s: %s", async (from, action, to) => {
    const stage = await openStage(from);
    expect(await statusOf(stage)).toBe(from);
    const answer = await requests[action as FileAction]?.(stage);
    expect(answer?.ok).toBe(true);
    expect(await statusOf(stage)).toBe(to);
  });

  it.each(states)("%s: everything else is refused", async (from) => {
    const stage = await openStage(from);
    const refused = cases.filter(([state, , to]) => state === from && to === null);
    expect(refused.length).toBeGreaterThan(1);
    for (const [, action] of refused) {
      const answer = await requests[action as FileAction]?.(stage);
      expect(answer?.status, action).toBe(400);
      expect(await answer?.json()).toEqual({
        error_code: "VAL_001",
        errors: [`status: ${action} is not possible while the file is ${from}.`],
        params: {},
      });
      expect(await statusOf(stage)).toBe(from);
    }
  });

  it.each([
    ["accept", "accepted"],
    ["reject", "rejected"],
  ])("pending, %s by a rule: %s", async (action, to) => {
    expect(await statusOf(await decideByRule(action))).toBe(to);
  });

  it.each(Object.entries(closings))("accepted, by closing %s: closed", async (_, close) => {
    const stage = await openStage("accepted");
    await close(stage);
    expect(await statusOf(stage)).toBe("closed");
  });

  it.each(states.filter((from) => from !== "accepted"))("%s, close: refused", async (from) => {
    const stage = await openStage(from);
    const answer = await stage.act("close");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [`status: close is not possible while the file is ${from}.`],
    });
  });
});

describe("the wrong role", () => {
  it.each([
    ["upload", distributor],
    ["submit", distributor],
    ["delete", distributor],
    ["accept", vendor],
    ["reject", vendor],
    ["close", vendor],
    ["reprocess", vendor],
    ["reconciliation", vendor],
  ])("gets 403 for %s", async (action, token) => {
    const { act } = await openStage("draft");
    const answer = await act(action, { token });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error_code: "AUTH_003" });
  });

  it("cannot create a file, nor see chunks and rules", async () => {
    const { twin } = await openStage("draft");
    const status = async (operation: string, token?: string) =>
      (await call(twin, operation, token === undefined ? {} : { token })).status;
    expect(await status("GET /usage/chunks")).toBe(403);
    expect(await status(`GET ${rules}`)).toBe(403);
    expect(await status("GET /usage/reconciliations")).toBe(403);
    expect(await status("POST /usage/files", distributor)).toBe(403);
    expect(await status("GET /usage/products/PRD-276-377-545/template", distributor)).toBe(403);
    expect(await createDraft(twin)).toBe("UF-2026-11-0000-0002");
  });
});
