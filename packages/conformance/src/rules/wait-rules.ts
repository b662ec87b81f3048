import assert from "node:assert/strict";
import { ChannelRequestError, type Instant } from "@usage-billing/core";
import { type Bench, recordsOf, type Subject, windowOf } from "../bench.ts";
import { firstOf } from "../outcomes.ts";
import type { Case, Rule } from "../rule.ts";

/** What a server says of coming back, and the wait that it means in milliseconds. */
interface Dialect {
  readonly status?: number;
  headers(now: Instant): Readonly<Record<string, string>>;
  readonly wait: number | undefined;
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  "in seconds": { headers: () => ({ "retry-after": "600" }), wait: 600_000 },
  "at once": { headers: () => ({ "retry-after": "0" }), wait: 0 },
  "as a date": {
    headers: (now) => ({ "retry-after": new Date(now + 600_000).toUTCString() }),
    wait: 600_000,
  },
  "as a date that is over": {
    headers: (now) => ({ "retry-after": new Date(now - 600_000).toUTCString() }),
    wait: 0,
  },
  "not at all": { headers: () => ({}), wait: undefined },
  "in words": { headers: () => ({ "retry-after": "soon" }), wait: undefined },
  "in seconds with a 503": {
    status: 503,
    headers: () => ({ "retry-after": "900" }),
    wait: 900_000,
  },
};

function dialectsOf({ world }: Subject): Readonly<Record<string, Dialect>> {
  const { epochRetryHeader } = world;
  if (epochRetryHeader === undefined) return DIALECTS;
  const headers = (now: Instant) => ({ [epochRetryHeader]: String(now / 1_000 + 600) });
  return { ...DIALECTS, "as seconds since 1970": { headers, wait: 600_000 } };
}

async function tellsWait(
  bench: Bench,
  dialect: Dialect,
  call: { readonly on: "read" | "write"; readonly run: () => Promise<unknown> },
): Promise<void> {
  const { status = 429 } = dialect;
  const headers = dialect.headers(bench.clock.now());
  bench.troubles.arm({ kind: "answer", on: call.on, status, headers, times: 9 });
  const now = bench.clock.now();
  await assert.rejects(call.run(), (error) => {
    assert.ok(error instanceof ChannelRequestError, `${error} is no answer of the channel`);
    if (dialect.wait === undefined) assert.equal(error.retryAfter, undefined);
    else assertNear(error.retryAfter, Math.max(0, dialect.wait - (bench.clock.now() - now)));
    return true;
  });
}

/** A date has no parts of a second. */
function assertNear(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined, "the error does not say when to come back");
  assert.ok(
    Math.abs(actual - expected) <= 1_000,
    `come back in ${actual} ms, not in ${expected} ms`,
  );
}

function waitCases(subject: Subject): readonly Case[] {
  return Object.entries(dialectsOf(subject)).flatMap(([name, dialect]): readonly Case[] => [
    [
      `${name}, to a list`,
      (bench) => {
        const query = { ...windowOf(bench), subscriptions: bench.world.subscriptions };
        const run = () => Array.fromAsync(bench.channel.list(query));
        return tellsWait(bench, dialect, { on: "read", run });
      },
    ],
    ...(dialect.status === undefined
      ? [
          [
            `${name}, to a sending`,
            (bench: Bench) => {
              const delivery = firstOf(bench.channel.plan(recordsOf(bench, 1)));
              return tellsWait(bench, dialect, {
                on: "write",
                run: () => bench.channel.send(delivery),
              });
            },
          ] satisfies Case,
        ]
      : []),
  ]);
}

/** How a channel tells that it was asked to slow down. */
export const waitRules: readonly Rule[] = [
  { name: "tells when the server says to come back", cases: waitCases },
];
