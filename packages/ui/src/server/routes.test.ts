import { Quantity } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDesk, type TestDesk, usage } from "../__fixtures__/create-desk.ts";
import { enter, type Visitor } from "../__fixtures__/visitor.ts";
import { startUi, type UiServer } from "../start-ui.ts";
import type { Overview, PlanView, RecordPage, RecordView, ResultView } from "../views.ts";

let desk: TestDesk;
let ui: UiServer;
let visitor: Visitor;
beforeEach(async () => {
  desk = await createTestDesk();
  ui = await startUi({ desk });
  visitor = await enter(ui);
});
afterEach(async () => {
  await ui.close();
  await desk.remove();
});

async function read<View>(path: string): Promise<View> {
  return (await visitor.get(path)).view as View;
}

async function plan(request: object): Promise<PlanView> {
  const { view, status } = await visitor.post("api/plan", request);
  expect([status, view["error"]]).toEqual([200, undefined]);
  return view as unknown as PlanView;
}

const perform = (planId: string) => visitor.post("api/perform", { planId });
const stateOf = async (recordId: string) => (await desk.ledger.record(recordId))?.state;
const idsOf = ({ records }: RecordPage) => records.map(({ recordId }) => recordId);

describe("what the page reads", () => {
  it("tells what wants attention, what is in flight, and every sum to the last digit", async () => {
    const overview = await read<Overview>("api/overview");
    expect(overview.attention).toEqual([
      { channel: "shelf", state: "ambiguous", records: 1 },
      { channel: "shelf", state: "refused", records: 3 },
    ]);
    expect(overview.unfinished).toEqual([{ channel: "shelf", records: 2 }]);
    expect(overview.deliveries).toContainEqual(
      expect.objectContaining({ deliveryId: "delivery-9", state: "sending", records: 1, open: 1 }),
    );
    const page = (await visitor.get("")).body;
    const [, state = "{}"] = /id="state">(.*?)<\/script>/.exec(page) ?? [];
    const { count } = JSON.parse(state).overview as Overview;
    expect(count.rows).toContainEqual({
      ...{ channel: "shelf", meter: "calls", state: "accepted", records: 2, quantity: "12.625" },
    });
  });

  it("lists the records that want a person, in the channel's words, by state and channel", async () => {
    const list = await read<RecordPage>("api/records");
    expect(idsOf(list)).toEqual(["refused-1", "refused-2", "refused/3 <i>", "doubt-1"]);
    expect(list.records[0]).toMatchObject({
      ...{ quantity: "12.5", reason: "Subscription <b>not</b> found" },
      period: { start: "2026-10-01T00:00:00Z", end: "2026-10-02T00:00:00Z" },
    });
    expect(idsOf(await read("api/records?states=ambiguous&channel=shelf"))).toEqual(["doubt-1"]);
    expect(idsOf(await read("api/records?states=disputed,unsent"))).toEqual([]);
  });

  it.each(["states=accepted", "states=nonsense", "channel=other", "page=-1", "page=200"])(
    "lists nothing for %s",
    async (query) => {
      expect((await visitor.get(`api/records?${query}`)).status).toBe(400);
    },
  );

  it("lists fifty at a time, and the rest on the pages after", async () => {
    const more = Array.from({ length: 101 }, (_, at) =>
      usage(`more-${String(at).padStart(3, "0")}`, { subscription: `closed-${at}` }),
    );
    await desk.report(...more);
    const [first, second, third] = await Promise.all(
      [0, 1, 2].map((page) => read<RecordPage>(`api/records?states=refused&page=${page}`)),
    );
    const all = [first, second, third].flatMap((page) => (page === undefined ? [] : idsOf(page)));
    expect(all).toHaveLength(104);
    expect(new Set(all).size).toBe(104);
    expect([first?.hasMore, second?.hasMore, third?.hasMore]).toEqual([true, true, false]);
  });

  it("shows a record with its explanation, history and what can be done", async () => {
    const view = await read<RecordView>(`api/record?id=${encodeURIComponent("refused/3 <i>")}`);
    expect(view).toMatchObject({ state: "refused", actions: ["retry", "correct", "dismiss"] });
    expect(view.explanation.history).toHaveLength(1);
    const doubt = await read<RecordView>("api/record?id=doubt-1");
    expect(doubt).toMatchObject({ actions: ["decide"], candidates: [{ reference: "box-7" }] });
    expect((await visitor.get("api/record?id=none")).status).toBe(404);
  });

  it("finds records by their id and by its beginning", async () => {
    expect(await read("api/search?id=taken-1")).toEqual({ recordIds: ["taken-1"], isCut: false });
    expect(await read("api/search?id=take")).toMatchObject({ recordIds: ["taken-1", "taken-2"] });
    expect(await read("api/search?id=tak")).toMatchObject({ recordIds: [] });
  });

  it("states a period, and says what is wrong with one that is none", async () => {
    const { body, headers } = await visitor.get(
      "statement?period=2026-10-01T00:00:00Z/2026-11-01T00:00:00Z",
    );
    expect(body).toContain("October 2026");
    expect(headers["content-security-policy"]).toBe("frame-ancestors 'none'");
    expect(body).toContain("script-src 'sha256-");
    expect((await visitor.get("statement?period=x")).status).toBe(400);
  });
});

describe("what the page changes", () => {
  it("puts refused records back in line, once, however often it is confirmed", async () => {
    const { planId, title, steps } = await plan({
      ...{ kind: "retry", recordIds: ["refused-1", "taken-1", "refused-1"] },
    });
    expect(title).toBe("Send 1 record again");
    expect(steps).toEqual([
      "Record refused-1 is put in line for shelf as it is: 12.5 of calls by closed-1.",
      "Not record taken-1: it is accepted, not refused.",
      'The next "usage-billing report" or "usage-billing run" sends it.',
    ]);
    expect(await stateOf("refused-1")).toBe("refused");
    const both = await Promise.all([perform(planId), perform(planId)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0]?.body).toBe(both[1]?.body);
    expect(await stateOf("refused-1")).toBe("waiting");
    const history = await desk.ledger.history("refused-1");
    expect(history.filter(({ kind }) => kind === "offered-again")).toHaveLength(1);
  });

  it("keeps who decided what, and why", async () => {
    const request = { kind: "decide", recordId: "doubt-1", reason: "seen there" };
    const held = await plan({ ...request, reference: "box-7" });
    expect([held.warning, held.by]).toEqual([undefined, "Ada"]);
    const other = await plan({ ...request, reference: "box-8" });
    expect(other.warning).toContain("none of those");
    const absent = await plan(request);
    expect(absent.warning).toContain("billed twice");
    expect((await perform(held.planId)).status).toBe(200);
    expect(await stateOf("doubt-1")).toBe("accepted");
    const decision = (await desk.ledger.history("doubt-1")).find(({ kind }) => kind === "decision");
    expect(JSON.stringify(decision?.body)).toContain('"by":"Ada"');
    expect((await perform(absent.planId)).status).toBe(409);
    expect(await stateOf("doubt-1")).toBe("accepted");
  });

  it("corrects at the channel, after it has shown what becomes of it", async () => {
    const request = { kind: "correct", recordId: "taken-1", quantity: "13", reason: "typo" };
    const { planId, steps } = await plan(request);
    expect(steps[0]).toBe("At shelf 12.5 becomes 13.");
    expect(desk.shelf.corrected).toEqual([]);
    const { view } = await perform(planId);
    expect(view).toMatchObject({ isDone: true } satisfies Partial<ResultView>);
    expect(desk.shelf.corrected.map(({ quantity }) => quantity.toString())).toEqual(["13"]);
    expect(await stateOf("taken-1")).toBe("corrected");
  });

  it("dismisses a refused record once, with who wanted it and why", async () => {
    const request = { kind: "dismiss", recordId: "refused-1", reason: "a trial" };
    const [shown, late] = [await plan(request), await plan(request)];
    expect([shown.warning, shown.by]).toEqual(["It cannot be put back in line.", "Ada"]);
    expect(shown.steps[0]).toBe(
      "Nothing is ever billed by shelf for record refused-1: 12.5 of calls by closed-1.",
    );
    expect(await stateOf("refused-1")).toBe("refused");
    expect((await perform(shown.planId)).status).toBe(200);
    expect(await stateOf("refused-1")).toBe("dismissed");
    const decision = (await desk.ledger.history("refused-1")).at(-1);
    expect(decision?.body).toMatchObject({ by: "Ada", reason: "a trial" });
    expect((await perform(late.planId)).status).toBe(409);
  });

  it("makes one change at a time, and waits for it when it is ended", async () => {
    const gate = Promise.withResolvers<void>();
    desk.shelf.gate = gate.promise;
    const correct = { kind: "correct", recordId: "taken-1", quantity: "13", reason: "typo" };
    const first = await plan(correct);
    const second = await plan({ kind: "retry", recordIds: ["refused-1"] });
    const running = perform(first.planId);
    await expect.poll(() => ui.isBusy).toBe(true);
    const refused = await perform(second.planId);
    expect([refused.status, refused.view["error"]]).toEqual([
      ...[409, expect.stringContaining("Another change is being made. Nothing was done")],
    ]);
    const closing = ui.close();
    await expect(running).rejects.toThrow();
    gate.resolve();
    await closing;
    expect(await stateOf("taken-1")).toBe("corrected");
    expect(await stateOf("refused-1")).toBe("refused");
    ui = await startUi({ desk });
  });

  it("does nothing when the ledger has changed since it was planned", async () => {
    const { planId } = await plan({ kind: "retry", recordIds: ["refused-1", "refused-2"] });
    await desk.planner(desk.ledger).retry({ recordIds: ["refused-2"] });
    const { status, view } = await perform(planId);
    expect([status, view["error"]]).toEqual([409, expect.stringContaining("Nothing was done")]);
    expect(await stateOf("refused-1")).toBe("refused");
  });

  it.each([
    [{ kind: "retry", recordIds: ["none"] }, 409, "not in the ledger"],
    [{ kind: "retry", recordIds: [] }, 400, "which records"],
    [
      { kind: "retry", recordIds: Array.from({ length: 51 }, (_, at) => `${at}`) },
      400,
      "At most 50",
    ],
    [{ kind: "decide", recordId: "taken-1", reason: "x" }, 409, "nothing to decide"],
    [{ kind: "decide", recordId: "doubt-1", reason: " " }, 400, "Say why"],
    [{ kind: "decide", recordId: "doubt-1", reason: "x", reference: " " }, 400, "is empty"],
    [{ kind: "dismiss", recordId: "taken-1", reason: "x" }, 409, "only a record that was refused"],
    [{ kind: "dismiss", recordId: "refused-1", reason: " " }, 400, "Say why"],
    [{ kind: "dismiss", recordId: "none", reason: "x" }, 404, "knows no record"],
    [{ kind: "correct", recordId: "none", quantity: "1", reason: "x" }, 404, "knows no record"],
    [{ kind: "correct", recordId: "taken-1", reason: "x" }, 400, "one at a time"],
    [{ kind: "correct", recordId: "taken-1", quantity: "1,5", reason: "x" }, 400, "1,5"],
    [{ kind: "correct", recordId: "taken-1", period: "soon", reason: "x" }, 400, "period"],
    [{ kind: "correct", recordId: "taken-1", quantity: "12.5", reason: "x" }, 409, "already"],
    [{ kind: "correct", recordId: 7, quantity: "1", reason: "x" }, 400, "has to be a text"],
    [{ kind: "drop" }, 400, "has to be retry, decide, dismiss or correct"],
    [[], 400, "has to be retry"],
  ])("refuses %o with %d", async (request, status, words) => {
    const answer = await visitor.post("api/plan", request);
    expect([answer.status, answer.view["error"]]).toEqual([status, expect.stringContaining(words)]);
  });

  it("knows no plan that it has not shown", async () => {
    expect((await perform("nonsense")).status).toBe(404);
    expect((await visitor.post("api/perform", {})).status).toBe(400);
    expect((await visitor.post("api/other", {})).status).toBe(404);
  });

  it("counts again after a change", async () => {
    const { planId } = await plan({ kind: "retry", recordIds: ["refused-1"] });
    await perform(planId);
    const count = async () => (await read<Overview>("api/overview")).count.rows;
    const waiting = { state: "waiting", records: 1, quantity: Quantity.parse("12.5").toString() };
    await expect.poll(count).toContainEqual(expect.objectContaining(waiting));
  });
});
