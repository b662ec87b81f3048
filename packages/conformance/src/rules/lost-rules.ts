import assert from "node:assert/strict";
import {
  type Delivery,
  type Outcome,
  type Settlement,
  UsageBillingError,
} from "@usage-billing/core";
import { type Bench, recordsOf, type Subject } from "../bench.ts";
import { assertStored, storedFacts } from "../facts.ts";
import { writesToSend } from "../features.ts";
import { assertHeld, firstOf, isHeld } from "../outcomes.ts";
import type { Case, Rule } from "../rule.ts";
import type { Trouble } from "../world/world.ts";

/** How an answer can be lost after the server has handled the request. */
const HANDLED: Readonly<Record<string, Trouble>> = {
  "the connection breaks": { kind: "lose-answer" },
  "the answer is a 500": { kind: "answer", status: 500, stored: true },
  "the answer is a 502 in HTML": {
    kind: "answer",
    status: 502,
    stored: true,
    headers: { "content-type": "text/html" },
    body: "<html>Bad gateway</html>",
  },
  "the answer is a 504": { kind: "answer", status: 504, stored: true },
  "the answer is a 408": { kind: "answer", status: 408, stored: true },
  "the answer is cut JSON": { kind: "answer", status: 200, stored: true, body: '{"id":' },
};

/** How a request can be lost before the server sees it, so that nobody can tell. */
const UNHANDLED: Readonly<Record<string, Trouble>> = {
  "the connection breaks": { kind: "lose-request" },
  "the answer is a 503": { kind: "answer", status: 503 },
  "the answer is a 500": { kind: "answer", status: 500 },
};

type Lost = readonly Outcome[] | UsageBillingError;

/** Sends a delivery; gives the outcomes, or the error of a call whose outcome is not known. */
async function sendLosing({ channel }: Bench, delivery: Delivery): Promise<Lost> {
  try {
    return await channel.send(delivery);
  } catch (error) {
    if (!UsageBillingError.isInstance(error)) throw error;
    return error;
  }
}

async function arrange(bench: Bench, trouble: Trouble): Promise<readonly [Delivery, Lost]> {
  const delivery = firstOf(bench.channel.plan(recordsOf(bench, 3)));
  bench.troubles.arm(trouble);
  return [delivery, await sendLosing(bench, delivery)];
}

/** What a reporter does with a delivery in doubt: reads back, and sends again only what is absent. */
async function bringHome(bench: Bench, delivery: Delivery): Promise<readonly Settlement[]> {
  const settled = await bench.channel.settle(delivery);
  if (settled.some(({ status }) => status !== "absent")) return settled;
  return bench.channel.send(delivery);
}

async function endsHeldOnce(bench: Bench, trouble: Trouble): Promise<void> {
  const [delivery, lost] = await arrange(bench, trouble);
  const isDone = Array.isArray(lost) && lost.every((one) => isHeld(bench.channel, one));
  const outcomes = isDone ? (lost as readonly Outcome[]) : await bringHome(bench, delivery);
  assertHeld(bench.channel, delivery.records, outcomes);
  await assertStored(bench, delivery.records, "a lost call ends in something else than one effect");
}

async function saysThatItIsUnknown(bench: Bench, trouble: Trouble): Promise<void> {
  const [, lost] = await arrange(bench, trouble);
  if (lost instanceof Error) {
    assert.ok(lost.outcomeUnknown, `${lost.name} says that the outcome is known: ${lost.message}`);
    return;
  }
  const isTold = (lost as readonly Outcome[]).every(
    (one) => one.status === "unknown" || isHeld(bench.channel, one),
  );
  assert.ok(isTold, `after a lost answer the channel says ${JSON.stringify(lost)}`);
}

async function repeatsNothing(bench: Bench, trouble: Trouble): Promise<void> {
  await arrange(bench, trouble);
  const stored = await storedFacts(bench);
  assert.equal(new Set(stored).size, stored.length, "a lost write was sent again");
}

type Run = (bench: Bench, trouble: Trouble) => Promise<void>;

/** Every kind of loss at every write that it takes to send a delivery. */
function casesAt(troubles: Readonly<Record<string, Trouble>>, run: Run) {
  return (subject: Subject): readonly Case[] =>
    Array.from({ length: writesToSend(subject) }, (_, after) =>
      Object.entries(troubles).map(([name, trouble]): Case => {
        const title = writesToSend(subject) === 1 ? name : `write ${after + 1}, ${name}`;
        return [title, (bench) => run(bench, { ...trouble, after })];
      }),
    ).flat();
}

/** What must become of calls without an answer. */
export const lostRules: readonly Rule[] = [
  { name: "settles a lost answer without a second effect", cases: casesAt(HANDLED, endsHeldOnce) },
  {
    name: "says that the outcome of a lost answer is unknown",
    cases: casesAt(HANDLED, saysThatItIsUnknown),
  },
  { name: "repeats no write by itself", cases: casesAt(HANDLED, repeatsNothing) },
  {
    name: "settles a lost request so that it can be sent again",
    cases: casesAt(UNHANDLED, endsHeldOnce),
  },
];
