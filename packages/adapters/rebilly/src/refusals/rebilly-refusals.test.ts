import type { KnownRefusal, RefusalWords } from "@usage-billing/core";
import {
  type Channel,
  ChannelRequestError,
  findRefusals,
  InvalidUsageRecordError,
  type Outcome,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { createAnsweringTransport } from "../__fixtures__/answering-transport.ts";
import { planOne, sendOne } from "../__fixtures__/open-rebilly.ts";
import { OCTOBER, usageRecord } from "../__fixtures__/usage-record.ts";
import { createRebillyChannel } from "../rebilly-channel.ts";
import { rebillyRefusals } from "./rebilly-refusals.ts";

function answering({ status = 400, example = "" }: KnownRefusal): Channel {
  const problem = () => Response.json({ title: "", detail: example }, { status });
  const transport = createAnsweringTransport(problem);
  return createRebillyChannel({ organizationId: "org_1", apiKey: "key", transport, retries: 0 });
}

/** What an outcome, or an error of a call, says. */
function toWords(result: unknown): RefusalWords {
  if (result instanceof ChannelRequestError) return { status: result.status, words: result.detail };
  if (result instanceof InvalidUsageRecordError) return { rule: result.problems[0]?.rule };
  if (result instanceof Error) return toWords(result.cause);
  const { problem } = result as Outcome & { status: "refused" };
  return { rule: problem.rule, words: problem.channelWords };
}

const CALLS = {
  sending: (channel: Channel) => sendOne(channel, usageRecord()),
  changing: (channel: Channel) => {
    const record = usageRecord();
    return channel.retract({ record, reference: "usage_1", delivery: planOne(channel, record) });
  },
  reading: async (channel: Channel) => {
    const { start: from, end: to } = usageRecord().period;
    for await (const held of channel.list({ from, to })) return held;
  },
};

const changed = (change: Partial<UsageRecord>): UsageRecord => ({ ...usageRecord(), ...change });
const quantity = (text: string) => changed({ quantity: Quantity.parse(text) });

/** A record that breaks each rule of the adapter's own check. */
const BROKEN: Readonly<Record<string, UsageRecord>> = {
  "too-many-decimals": quantity("1.0001"),
  "quantity-too-small": quantity("0"),
  "negative-quantity": quantity("-1"),
  "quantity-not-exact": quantity("9007199254740993"),
  "time-out-of-range": changed({ period: { start: 0, end: Number.NaN } }),
  "time-too-fine": changed({ period: { start: OCTOBER + 1, end: OCTOBER + 1 } }),
  "invalid-subscription": changed({ subscription: "no id" }),
  "unsearchable-subscription": changed({ subscription: "@list" }),
  "amount-not-taken": changed({ amount: Quantity.parse("1") }),
};

/** What a refusal can be about: a field of a record, the whole of it, or what a call needs. */
const FIELDS =
  /^(acceptPartial|amount|call|credential|description|meter|period|quantity|record|recordId|subscription)$/;

const ids = (found: readonly KnownRefusal[]): readonly string[] => found.map(({ id }) => id);

describe("what Rebilly answers", () => {
  const answered = rebillyRefusals.filter(({ at }) => at !== "before sending");

  it.each(answered)("$id is explained where the adapter meets it", async (refusal) => {
    const call = CALLS[refusal.at as keyof typeof CALLS] ?? CALLS.sending;
    const result = await call(answering(refusal)).catch((error: unknown) => error);
    if (refusal.id === "no-such-usage") {
      // What is gone already is as good as deleted.
      expect(result).toBeUndefined();
      expect(ids(findRefusals(rebillyRefusals, { status: 404, words: refusal.example }))).toEqual([
        refusal.id,
      ]);
    } else expect(ids(findRefusals(rebillyRefusals, toWords(result)))).toEqual([refusal.id]);
  });

  it("has words for each that look like those it looks for", () => {
    for (const { example = "", words = /$^/ } of answered) {
      expect(example).toMatch(/\w{3}/);
      expect(example).toMatch(words);
    }
  });
});

it.each([
  [422, "subscriptionId: Subscription not found", "no-such-subscription"],
  [422, "subscriptionId: Subscription is not found", "no-such-subscription"],
  [422, "subscriptionId: unknown subscription", "no-such-subscription"],
  [404, "Usage not found", "no-such-usage"],
  [404, "Usage was not found", "no-such-usage"],
  [400, '"x" is not a date', "bad-list-filter"],
  [400, "The list cannot be sorted by quantity", "bad-list-filter"],
])("takes %i %s for %s", (status, words, id) => {
  expect(ids(findRefusals(rebillyRefusals, { status, words }))).toEqual([id]);
});

describe("what is refused before sending", () => {
  const channel = createRebillyChannel({ organizationId: "org_1", apiKey: "key" });

  it.each(Object.entries(BROKEN))("%s is explained", (rule, record) => {
    const problems = channel.check(record);
    expect(problems.map((problem) => problem.rule)).toContain(rule);
    const [refusal, ...others] = findRefusals(rebillyRefusals, { rule });
    expect([refusal?.id, others]).toEqual([rule, []]);
    expect(refusal?.field).toBe(problems.find((problem) => problem.rule === rule)?.field);
  });

  it("is explained of records that nobody could tell apart", () => {
    const [refusal] = findRefusals(rebillyRefusals, { rule: "duplicate-natural-key" });
    const found = { rule: refusal?.id, field: refusal?.field };
    const twice = () => channel.plan([usageRecord(), usageRecord({ recordId: "record-2" })]);
    expect(twice).toThrow(InvalidUsageRecordError);
    expect(twice).toThrow(expect.objectContaining({ problems: [expect.objectContaining(found)] }));
  });

  it("is explained of a correction of something else", async () => {
    const record = usageRecord();
    const sent = { record, reference: "usage_1", delivery: planOne(channel, record) };
    const error = await channel.correct(sent, usageRecord({ hour: 1 })).catch((thrown) => thrown);
    expect(ids(findRefusals(rebillyRefusals, toWords(error)))).toEqual(["changed-fact"]);
  });

  it("leaves out no rule of the catalogue", () => {
    const own = rebillyRefusals.filter(({ at }) => at === "before sending");
    const tried = [...Object.keys(BROKEN), "duplicate-natural-key", "changed-fact"];
    expect(ids(own).toSorted()).toEqual(tried.toSorted());
  });
});

describe("the catalogue", () => {
  it.each(rebillyRefusals)("tells of $id what it means and what to do", (refusal) => {
    expect(refusal).toMatchObject({
      id: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/),
      at: expect.stringMatching(/^(any call|before sending|changing|reading|sending)$/),
      field: expect.stringMatching(FIELDS),
      meaning: expect.stringMatching(/^[A-Z].+\.$/),
      fix: expect.stringMatching(/^[A-Z].+\.$/),
      retry: expect.stringMatching(/^(after the fix|later|never)$/),
      basis: expect.stringMatching(/^(documented|inferred|own check|seen)$/),
    });
  });

  it("has something to say of every answer that refuses a record or a call", () => {
    const of = (status: number) => findRefusals(rebillyRefusals, { status, words: "odd" });
    for (const status of [400, 401, 403, 404, 405, 409, 422, 429, 500, 503])
      expect(of(status)).not.toEqual([]);
    const told = [
      "invalid-request",
      "unknown-subscription",
      "usage-limit-exceeded",
      "invalid-fields",
    ];
    for (const rule of told) {
      expect(findRefusals(rebillyRefusals, { rule, words: "odd" })).not.toEqual([]);
    }
  });

  it("keeps what an answer means apart from what the adapter finds out itself", () => {
    for (const { at, basis, rule, id, status } of rebillyRefusals) {
      const isOwn = at === "before sending";
      expect(basis === "own check").toBe(isOwn);
      expect(status === undefined).toBe(isOwn);
      if (isOwn) expect(rule).toBe(id);
    }
  });

  it("has waiting help only where nothing has to be mended", () => {
    const later = rebillyRefusals.filter(({ retry }) => retry === "later");
    const never = rebillyRefusals.filter(({ retry }) => retry === "never");
    expect(ids(later)).toEqual(["too-many-writes", "server-failure"]);
    expect(ids(never)).toEqual(["already-invoiced", "no-such-usage"]);
    for (const { fix } of later) expect(fix).toMatch(/^Nothing/);
  });
});

it("gives every refusal a name of its own", () => {
  expect(new Set(ids(rebillyRefusals)).size).toBe(rebillyRefusals.length);
});

it("knows nothing of what was never said", () => {
  expect(findRefusals(rebillyRefusals, { rule: "no-such-rule" })).toEqual([]);
  expect(findRefusals(rebillyRefusals, { words: "everything is fine" })).toEqual([]);
});
