import assert from "node:assert/strict";
import { ChannelRequestError, UsageBillingError } from "@usage-billing/core";
import { type Bench, recordsOf, type Subject, windowOf } from "../bench.ts";
import { storedFacts } from "../facts.ts";
import { firstOf, sendAndPick } from "../outcomes.ts";
import { type Case, casesOf, type Rule } from "../rule.ts";

/** The stable code of the error that each status must be thrown as. */
const CODES: Readonly<Record<number, string>> = {
  401: "AUTHENTICATION",
  403: "AUTHENTICATION",
  425: "CHANNEL_REQUEST",
  429: "RATE_LIMIT",
  500: "CHANNEL_REQUEST",
  502: "CHANNEL_REQUEST",
  503: "CHANNEL_REQUEST",
  504: "CHANNEL_REQUEST",
};

const RETRYABLE = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Makes a call and gives the error that it rejects with. */
async function errorOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return assert.fail("the call succeeds although the server answers with an error");
}

function assertClass(error: unknown, status: number, code = CODES[status]): void {
  assert.ok(UsageBillingError.isInstance(error), `${error} is no error of usage-billing`);
  assert.ok(error instanceof ChannelRequestError, `status ${status} is thrown as ${error.name}`);
  if (code !== undefined) assert.equal(error.code, code);
  assert.equal(error.status, status);
  assert.equal(error.retryable, RETRYABLE.has(status), "the error says something else of retrying");
}

async function list(bench: Bench): Promise<unknown> {
  const { subscriptions } = bench.world;
  return Array.fromAsync(bench.channel.list({ ...windowOf(bench), subscriptions }));
}

async function classesReads(bench: Bench, status: number): Promise<void> {
  bench.troubles.arm({ kind: "answer", on: "read", status, times: 9 });
  const error = await errorOf(() => list(bench));
  assertClass(error, status);
  assert.equal((error as UsageBillingError).outcomeUnknown, false, "a read has no outcome");
}

/** A file's sending looks after what failed, and may say more than the status does. */
async function classesSends(bench: Bench, status: number): Promise<void> {
  bench.troubles.arm({ kind: "answer", status });
  const delivery = firstOf(bench.channel.plan(recordsOf(bench, 1)));
  assertClass(await errorOf(() => bench.channel.send(delivery)), status);
  assert.deepEqual(await storedFacts(bench), []);
}

/** A refusal of one record is an outcome or an error, and never a doubt. */
async function refusesOrThrows(bench: Bench, status: number): Promise<void> {
  bench.troubles.arm({ kind: "answer", status });
  const delivery = firstOf(bench.channel.plan(recordsOf(bench, 1)));
  try {
    const [outcome] = await bench.channel.send(delivery);
    assert.equal(outcome?.status, "refused");
  } catch (error) {
    if (!UsageBillingError.isInstance(error)) throw error;
    assertClass(error, status);
    assert.equal(error.outcomeUnknown, false, `status ${status} stored nothing for certain`);
  }
}

async function classesRetractions(bench: Bench, status: number): Promise<void> {
  const sent = await sendAndPick(bench, recordsOf(bench, 1));
  bench.troubles.arm({ kind: "answer", status });
  const error = await errorOf(() => bench.channel.retract(sent));
  assertClass(error, status);
  assert.equal((await storedFacts(bench)).length, 1, "the server holds what it did not give back");
}

const byStatus = (
  statuses: readonly number[],
  run: (bench: Bench, status: number) => Promise<void>,
) => statuses.map((status): Case => [`${status}`, (bench) => run(bench, status)]);

const SETTLING: Readonly<Record<string, number>> = { 401: 401, 429: 429, 503: 503 };

async function classesReadBack(bench: Bench, status: number): Promise<void> {
  const delivery = firstOf(bench.channel.plan(recordsOf(bench, 1)));
  bench.troubles.arm({ kind: "answer", on: "read", status, times: 9 });
  try {
    const [settlement] = await bench.channel.settle(delivery);
    assert.equal(settlement?.status, "unknown", "who could not look must not say what there is");
  } catch (error) {
    assertClass(error, status);
  }
}

/** Bodies that no document allows for a list. */
const UNREADABLE: Readonly<Record<string, string>> = {
  "no body": "",
  HTML: "<html>Maintenance</html>",
  "cut JSON": '[{"id":',
};

async function refusesToRead(bench: Bench, body: string): Promise<void> {
  bench.troubles.arm({ kind: "answer", on: "read", status: 200, body, times: 9 });
  const error = await errorOf(() => list(bench));
  assert.ok(UsageBillingError.isInstance(error), `${error} is no error of usage-billing`);
  assert.equal(error.code, "UNEXPECTED_RESPONSE");
}

const takesBack = ({ capabilities }: Subject): boolean => capabilities.retraction === "delete";

/** How an answer that is an error is told. */
export const errorRules: readonly Rule[] = [
  {
    name: "throws the class of a status when it lists",
    cases: () => byStatus([400, 401, 403, 404, 408, 425, 429, 500, 502, 503, 504], classesReads),
  },
  {
    name: "throws the class of a status when it sends",
    cases: () => byStatus([401, 403, 425, 429], classesSends),
  },
  {
    name: "tells a refusal from a doubt when it sends",
    cases: () => byStatus([400, 404, 409, 422], refusesOrThrows),
  },
  {
    name: "throws the class of a status when it takes back",
    cases: (subject) =>
      takesBack(subject) ? byStatus([401, 403, 425, 429, 500, 503], classesRetractions) : [],
  },
  { name: "never settles what it could not read", cases: () => casesOf(SETTLING, classesReadBack) },
  { name: "refuses a list that it cannot read", cases: () => casesOf(UNREADABLE, refusesToRead) },
];
