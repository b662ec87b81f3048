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
import { describe, expect, it, onTestFinished } from "vitest";
import { answerWith } from "../__fixtures__/answer-with.ts";
import { OCTOBER, usageRecord } from "../__fixtures__/start-two-checkout.ts";
import { createTwoCheckoutChannel } from "../two-checkout-channel.ts";
import { twoCheckoutRefusals } from "./two-checkout-refusals.ts";

const NOTHING_HELD = { Items: [], Pagination: { Page: 1, Limit: 99, Count: 0 } };

/** A channel whose every call is refused; changes are read back as gone. */
async function answering({ at, status = 400, example = "" }: KnownRefusal): Promise<Channel> {
  const [code, ...message] = example.split(": ");
  const body = { error_code: code, message: message.join(": ") };
  const { channel, close } = await answerWith(({ method }) =>
    at === "changing" && method === "GET" ? { body: NOTHING_HELD } : { status, body },
  );
  onTestFinished(close);
  return channel;
}

/** What an outcome, or an error of a call, says. */
function toWords(result: unknown): RefusalWords {
  if (result instanceof ChannelRequestError) return { status: result.status, words: result.detail };
  if (result instanceof InvalidUsageRecordError) return { rule: result.problems[0]?.rule };
  if (result instanceof Error) return toWords(result.cause);
  const outcome = result as Outcome;
  if (outcome.status === "unknown") return { words: outcome.reason };
  if (outcome.status !== "refused") throw new Error(`the record is ${outcome.status}`);
  return { rule: outcome.problem.rule, words: outcome.problem.channelWords };
}

function sentBy(channel: Channel) {
  const record = usageRecord();
  const [delivery] = channel.plan([record]);
  if (delivery === undefined) throw new Error("one record makes one delivery");
  return { record, reference: "120010776516", delivery };
}

const CALLS = {
  sending: async (channel: Channel) => (await channel.send(sentBy(channel).delivery))[0],
  changing: (channel: Channel) =>
    channel.correct(sentBy(channel), usageRecord({ recordId: "record-2" })),
  reading: async (channel: Channel) => {
    const { period, subscription } = usageRecord();
    const query = { from: period.start, to: period.end, subscriptions: [subscription] };
    for await (const held of channel.list(query)) return held;
  },
};

const changed = (change: Partial<UsageRecord>): UsageRecord => usageRecord(change);
const quantity = (text: string) => changed({ quantity: Quantity.parse(text) });
/** Clocks in Bucharest are set back at 01:00 UTC of 25 October 2026. */
const SET_BACK = Date.UTC(2026, 9, 25, 1);
const MINUTE = 60_000;

/** A record that breaks each rule of the adapter's own check. */
const BROKEN: Readonly<Record<string, UsageRecord>> = {
  "too-many-decimals": quantity("1.5"),
  "negative-quantity": quantity("-1"),
  "quantity-too-great": quantity("2147483648"),
  "missing-meter": changed({ meter: "" }),
  "time-out-of-range": changed({ period: { start: 0, end: Number.NaN } }),
  "time-too-fine": changed({ period: { start: OCTOBER + 1, end: OCTOBER + 1 } }),
  "invalid-subscription": changed({ subscription: "no reference" }),
  "invalid-record-id": changed({ recordId: "" }),
  "record-id-too-long": changed({ recordId: "x".repeat(300) }),
  "local-end-before-start": changed({
    period: { start: SET_BACK - 10 * MINUTE, end: SET_BACK + 10 * MINUTE },
  }),
  "one-second-period": changed({ period: { start: OCTOBER, end: OCTOBER + 1000 } }),
  "ambiguous-local-time": changed({
    period: { start: SET_BACK, end: SET_BACK + 10 * MINUTE },
  }),
  "amount-not-taken": changed({ amount: Quantity.parse("1") }),
};

/** What a refusal can be about: a field of a record, the whole of it, or what a call needs. */
const FIELDS =
  /^(acceptPartial|amount|call|credential|description|meter|period|quantity|record|recordId|subscription)$/;

const ids = (found: readonly KnownRefusal[]): readonly string[] => found.map(({ id }) => id);

describe("what 2Checkout answers", () => {
  const answered = twoCheckoutRefusals.filter(({ at }) => at !== "before sending");

  it.each(answered)("$id is explained where the adapter meets it", async (refusal) => {
    const call = CALLS[refusal.at as keyof typeof CALLS] ?? CALLS.sending;
    const isAnyNotFound = refusal.id === "no-such-resource";
    const channel = await answering(refusal);
    const result = await (isAnyNotFound ? CALLS.reading : call)(channel).catch((error) => error);
    expect(ids(findRefusals(twoCheckoutRefusals, toWords(result)))).toEqual([refusal.id]);
  });

  it("has words for each that look like those it looks for", () => {
    for (const { example = "", words = /$^/ } of answered) {
      expect(example).toMatch(/\w{3}/);
      expect(example).toMatch(words);
    }
  });
});

it.each([
  ["OptionCode must be provided", "missing-option"],
  ["Unknown licence X", "unknown-subscription"],
  ["INVALID_LICENSE", "unknown-subscription"],
  ["Units must be whole", "invalid-units"],
  ["UsageEnd must be a time", "invalid-usage-time"],
  ["Description must be text", "invalid-description"],
  ["UsageReference must be positive", "unreadable-criteria"],
  ["IntervalEnd is missing", "bad-list-interval"],
])("takes %s for %s", (words, id) => {
  expect(ids(findRefusals(twoCheckoutRefusals, { status: 400, words }))).toEqual([id]);
});

describe("what is refused before sending", () => {
  const channel = createTwoCheckoutChannel({
    merchantCode: "ACME",
    secretKey: "the-secret-key",
    timeZone: "Europe/Bucharest",
  });

  it.each(Object.entries(BROKEN))("%s is explained", (rule, record) => {
    const problems = channel.check(record);
    expect(problems.map((problem) => problem.rule)).toContain(rule);
    const [refusal, ...others] = findRefusals(twoCheckoutRefusals, { rule });
    expect([refusal?.id, others]).toEqual([rule, []]);
    expect(refusal?.field).toBe(problems.find((problem) => problem.rule === rule)?.field);
  });

  it("is explained of two records with one id", () => {
    expect(() => channel.plan([usageRecord(), usageRecord()])).toThrow(InvalidUsageRecordError);
    expect(findRefusals(twoCheckoutRefusals, { rule: "duplicate-record-id" })).toHaveLength(1);
  });

  it("is explained of a correction of something else", async () => {
    const moved = usageRecord({ recordId: "record-2", meter: "SEATS" });
    const error = await channel.correct(sentBy(channel), moved).catch((thrown) => thrown);
    expect(ids(findRefusals(twoCheckoutRefusals, toWords(error)))).toEqual(["changed-fact"]);
  });

  it("leaves out no rule of the catalogue", () => {
    const own = twoCheckoutRefusals.filter(({ at }) => at === "before sending");
    const tried = [...Object.keys(BROKEN), "duplicate-record-id", "changed-fact"];
    expect(ids(own).toSorted()).toEqual(tried.toSorted());
  });
});

describe("the catalogue", () => {
  it.each(twoCheckoutRefusals)("tells of $id what it means and what to do", (refusal) => {
    expect(refusal).toMatchObject({
      id: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/),
      at: expect.stringMatching(/^(any call|before sending|changing|reading|sending)$/),
      field: expect.stringMatching(FIELDS),
      meaning: expect.stringMatching(/^(2Checkout|[A-Z]).+\.$/),
      fix: expect.stringMatching(/^(2Checkout|[A-Z]).+\.$/),
      retry: expect.stringMatching(/^(after the fix|later|never)$/),
      basis: expect.stringMatching(/^(documented|inferred|own check|seen)$/),
    });
  });

  it("has something to say of every answer that refuses a record or a call", () => {
    const of = (status: number) => findRefusals(twoCheckoutRefusals, { status, words: "odd" });
    for (const status of [400, 401, 403, 404, 405, 429, 500, 503])
      expect(of(status)).not.toEqual([]);
    expect(findRefusals(twoCheckoutRefusals, { rule: "refused", words: "odd" })).not.toEqual([]);
  });

  it("keeps what an answer means apart from what the adapter finds out itself", () => {
    for (const { at, basis, rule, id, status } of twoCheckoutRefusals) {
      const isOwn = at === "before sending";
      expect(basis === "own check").toBe(isOwn);
      expect(status === undefined).toBe(isOwn);
      if (isOwn) expect(rule).toBe(id);
    }
  });

  it("has waiting help only where nothing has to be mended", () => {
    const later = twoCheckoutRefusals.filter(({ retry }) => retry === "later");
    const never = twoCheckoutRefusals.filter(({ retry }) => retry === "never");
    expect(ids(later)).toEqual(["already-reported", "too-many-requests", "server-failure"]);
    expect(ids(never)).toEqual(["billed-usage"]);
    for (const { fix } of later) expect(fix).toMatch(/^Nothing/);
  });
});

it("gives every refusal a name of its own", () => {
  expect(new Set(ids(twoCheckoutRefusals)).size).toBe(twoCheckoutRefusals.length);
});

it("knows nothing of what was never said", () => {
  expect(findRefusals(twoCheckoutRefusals, { rule: "no-such-rule" })).toEqual([]);
  expect(findRefusals(twoCheckoutRefusals, { words: "everything is fine" })).toEqual([]);
});
