import { describe, expect, it } from "vitest";
import {
  call,
  createDraft,
  detail,
  distributor,
  row,
  uploadRows,
} from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

const path = "/products/PRD-276-377-545/usage/rules";
const seats = { id: "PRD-276-377-545-0001" };
const calls = { id: "PRD-276-377-545-0003" };
const token = distributor;

/** Submits a file of 5 seats and 500 calls under these rules, and lets the platform's time pass. */
async function submitUnder(rules: readonly object[]) {
  const clock = createManualClock(NOW);
  const twin = await openTwin("connect", { clock });
  for (const body of rules) {
    expect((await call(twin, `POST ${path}`, { token, body })).status).toBe(201);
  }
  const id = await createDraft(twin);
  const rows = [row("a"), row("b", { item_search_value: "API-CALLS", quantity: 500 })];
  await uploadRows(twin, clock, { id, rows });
  const submitted = await call(twin, `POST /usage/files/${id}/submit`);
  expect(await submitted.json()).toMatchObject({ status: "pending" });
  clock.advance(20);
  const file = await detail(twin, id);
  const records = (await (await call(twin, "GET /usage/records")).json()) as { status: string }[];
  return { file, statuses: records.map(({ status }) => status) };
}

describe("rules", () => {
  it.each([
    ["none", [], "pending", ["valid", "valid"]],
    ["a file rule", [{ action: "accept" }], "accepted", ["approved", "approved"]],
    ["a file rule", [{ action: "reject" }], "rejected", ["rejected", "rejected"]],
    ["a file rule", [{ action: "manual" }], "pending", ["valid", "valid"]],
    ["the first of two", [{ action: "manual" }, { action: "accept" }], "pending", null],
    ["accept, not for all", [{ action: "accept", rule: "usage <= 100" }], "pending", null],
    ["accept, for all", [{ action: "accept", rule: "usage <= 500" }], "accepted", null],
    ["reject, for one", [{ action: "reject", rule: "usage > 100" }], "rejected", null],
    ["a range", [{ action: "accept", rule: "usage >= 5 and usage != 7" }], "accepted", null],
    ["a deleted rule", [{ action: "accept", status: "deleted" }], "pending", ["valid", "valid"]],
    [
      "a file rule of one item",
      [{ action: "accept", scope: "file", item: seats, rule: "usage < 6" }],
      "accepted",
      ["approved", "approved"],
    ],
    ["a record rule", [{ action: "accept", item: seats }], "pending", ["approved", "valid"]],
    [
      "record rules for all",
      [
        { action: "accept", item: seats },
        { action: "accept", item: calls },
      ],
      "accepted",
      ["approved", "approved"],
    ],
    [
      "record rules that differ",
      [
        { action: "accept", item: seats },
        { action: "reject", item: calls, rule: "usage > 100" },
      ],
      "pending",
      ["approved", "rejected"],
    ],
    [
      "a record rule, then a file rule",
      [{ action: "reject", item: calls }, { action: "accept" }],
      "accepted",
      ["approved", "rejected"],
    ],
    [
      "every record rejected",
      [{ action: "reject", scope: "record", rule: "usage > 0" }],
      "rejected",
      ["rejected", "rejected"],
    ],
    [
      "no rule of amounts where there is none",
      [{ action: "accept", scope: "record", rule: "amount < 5" }],
      "pending",
      ["valid", "valid"],
    ],
  ])("%s: %j", async (_, rules, status, expected) => {
    const { file, statuses } = await submitUnder(rules);
    expect(file).toMatchObject({ status });
    if (expected !== null) expect(statuses).toEqual(expected);
    if (status === "accepted") expect(file).toMatchObject({ acceptance_note: "Auto Approved" });
    if (status === "rejected") expect(file).toMatchObject({ rejection_note: "Auto Rejected" });
    const decided = (file["events"] as Record<string, { by?: unknown }>)[status];
    expect(decided?.by).toBeUndefined();
  });

  it("leave alone what a person decided first", async () => {
    const clock = createManualClock(NOW);
    const twin = await openTwin("connect", { clock });
    await call(twin, `POST ${path}`, { token, body: { action: "accept" } });
    const id = await createDraft(twin);
    await uploadRows(twin, clock, { id, rows: [row("a")] });
    await call(twin, `POST /usage/files/${id}/submit`);
    await call(twin, `POST /usage/files/${id}/reject`, { token, body: { rejection_note: "No" } });
    clock.advance(20);
    expect(await detail(twin, id)).toMatchObject({ status: "rejected", rejection_note: "No" });
  });

  it("are tried in the order that gravity gives them", async () => {
    const clock = createManualClock(NOW);
    const twin = await openTwin("connect", { clock });
    for (const action of ["accept", "reject", "manual"]) {
      await call(twin, `POST ${path}`, { token, body: { action } });
    }
    const [first, second, third] = ["1", "2", "3"].map((last) => `UIR-2026-11-0000-000${last}`);
    const order = async () => {
      const rules = (await (await call(twin, `GET ${path}`, { token })).json()) as { id: string }[];
      return rules.map(({ id }) => id);
    };
    const place = (id: string | undefined, after: unknown) =>
      call(twin, `PUT ${path}/${id}`, { token, body: { gravity: { after } } });
    await place(first, second);
    expect(await order()).toEqual([second, first, third]);
    await place(third, null);
    expect(await order()).toEqual([third, second, first]);
    expect((await place(first, "UIR-0")).status).toBe(400);
    expect((await place(first, first)).status).toBe(400);
    expect(await order()).toEqual([third, second, first]);
  });
});
