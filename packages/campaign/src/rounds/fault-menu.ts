import type { Fault } from "@usage-billing/twins";
import type { ChannelName } from "../channel-name.ts";
import type { Random } from "../random.ts";

/** How long a channel may hide what it stored or store what was given up, in milliseconds: the reporter's default lag is 2,000. */
const WITHIN_LAG = [100, 700, 1_500] as const;
/** Answers that come after the client has given up waiting. */
const BEYOND_TIMEOUT = 20_000;

const WRITES: Readonly<Record<ChannelName, readonly string[]>> = {
  connect: ["POST"],
  rebilly: ["POST"],
  twocheckout: ["POST"],
};

type Draw = (random: Random, method: string) => Fault;

/** What can happen to any request. */
const anywhere: readonly Draw[] = [
  (random, method) => ({ kind: "rate-limit", method, times: 1 + random.below(5), retryAfter: 1 }),
  (random, method) => ({ kind: "server-error", method, status: random.pick([500, 502, 503, 504]) }),
  (_, method) => ({ kind: "reset-before-storing", method }),
  (_, method) => ({ kind: "half-open", method }),
  (_, method) => ({ kind: "delay-answer", method, milliseconds: BEYOND_TIMEOUT }),
  (_, method) => ({ kind: "slow-body", method, milliseconds: BEYOND_TIMEOUT }),
];

/** What only matters to requests that store something. */
const atWrites: readonly Draw[] = [
  (_, method) => ({ kind: "lose-answer", method }),
  (_, method) => ({ kind: "lose-answer", method }),
  (random, method) => ({
    kind: "error-after-storing",
    method,
    status: random.pick([500, 502, 503, 504]),
  }),
  (random, method) => ({ kind: "hide", method, milliseconds: random.pick(WITHIN_LAG) }),
  (random, method) => ({ kind: "delay", method, milliseconds: random.pick(WITHIN_LAG) }),
  (random, method) => ({ kind: "store-late", method, milliseconds: random.pick(WITHIN_LAG) }),
  (random, method) => ({
    kind: "store-late",
    method,
    status: 504,
    milliseconds: random.pick(WITHIN_LAG),
  }),
];

/**
 * Draws a fault that a client can survive with one effect.
 *
 * @param random - What it is drawn with.
 * @param channel - The channel that it happens at.
 * @param writes - The methods of the writes that it may meet; those of a report by default.
 * @returns The fault.
 */
export function drawFault(
  random: Random,
  channel: ChannelName,
  writes: readonly string[] = WRITES[channel],
): Fault {
  const isWrite = random.below(4) !== 0;
  const method = isWrite ? random.pick(writes) : "GET";
  return random.pick(isWrite ? [...anywhere, ...atWrites] : anywhere)(random, method);
}
