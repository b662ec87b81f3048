import assert from "node:assert/strict";
import { inspect } from "node:util";
import { type Bench, recordsOf, type Subject, windowOf } from "../bench.ts";
import { firstOf, sendAndPick } from "../outcomes.ts";
import type { Case, Rule } from "../rule.ts";
import type { Trouble } from "../world/world.ts";

const CALLS: Readonly<
  Record<string, (bench: Bench, onProgress: (step: string) => void) => Promise<unknown>>
> = {
  send: (bench, onProgress) =>
    bench.channel.send(firstOf(bench.channel.plan(recordsOf(bench, 1))), { onProgress }),
  settle: (bench, onProgress) =>
    bench.channel.settle(firstOf(bench.channel.plan(recordsOf(bench, 1))), { onProgress }),
  list: (bench, onProgress) => {
    const query = { ...windowOf(bench), subscriptions: bench.world.subscriptions };
    return Array.fromAsync(bench.channel.list(query, { onProgress }));
  },
  retract: async (bench, onProgress) =>
    bench.channel.retract(await sendAndPick(bench, recordsOf(bench, 1)), { onProgress }),
};

/** What a careless server answers: it says what it was sent. */
function echoes(secrets: readonly string[]): Readonly<Record<string, Trouble>> {
  const words = secrets.map((secret) => `not good: ${secret}`);
  const error = words.join("; ");
  const json = JSON.stringify({
    error,
    message: error,
    detail: error,
    errors: words,
    details: words,
  });
  return {
    "a refusal": { kind: "answer", on: "any", status: 400, body: json, times: 9 },
    "a 401": { kind: "answer", on: "any", status: 401, body: json, times: 9 },
    "a 500 in text": { kind: "answer", on: "any", status: 500, body: error, times: 9 },
  };
}

/** Everything that a log could show of an error: message, stack, members, causes. */
function showAll(value: unknown): string {
  const depth = { depth: 12, showHidden: true, maxStringLength: null, maxArrayLength: null };
  const json = JSON.stringify(value) ?? "";
  return `${inspect(value, depth)} ${value instanceof Error ? value.stack : ""} ${json}`;
}

async function showsNoSecret(
  bench: Bench,
  call: (bench: Bench, onProgress: (step: string) => void) => Promise<unknown>,
  toTrouble: (secrets: readonly string[]) => Trouble,
): Promise<void> {
  const { secrets } = bench.world;
  const seen: string[] = [];
  const armed: Bench = { ...bench, channel: armBefore(bench, toTrouble(secrets)) };
  try {
    seen.push(showAll(await call(armed, (step) => seen.push(step))));
  } catch (error) {
    seen.push(showAll(error));
  }
  for (const secret of secrets) {
    assert.ok(!seen.join(" ").includes(secret), "a credential is shown");
  }
}

/** The trouble begins with the call itself, not with what prepares it. */
function armBefore({ channel, troubles }: Bench, trouble: Trouble): Bench["channel"] {
  const arm = <Call extends (...all: never[]) => unknown>(call: Call): Call =>
    ((...all) => {
      troubles.arm(trouble);
      return call(...all);
    }) as Call;
  const { send, settle, list, retract } = channel;
  return {
    ...channel,
    send: arm(send),
    settle: arm(settle),
    list: arm(list),
    retract: arm(retract),
  };
}

function secretCases({ world }: Subject): readonly Case[] {
  if (world.secrets.length === 0) return [];
  return Object.entries(CALLS).flatMap(([operation, call]) =>
    Object.keys(echoes([])).map((name): Case => {
      const toTrouble = (secrets: readonly string[]) => echoes(secrets)[name] as Trouble;
      return [`${operation}, ${name}`, (bench) => showsNoSecret(bench, call, toTrouble)];
    }),
  );
}

/** What must be seen nowhere. */
export const secretRules: readonly Rule[] = [{ name: "shows no credential", cases: secretCases }];
