import type { Fault } from "@usage-billing/twins";
import type { ChannelName } from "../channel-name.ts";
import { judge, type Verdict } from "../oracle/judge.ts";
import { createScene } from "../rounds/scene.ts";
import type { Stage } from "../steps/kill-everywhere.ts";

/** A channel whose every write is a request of its own kind, which this suite can meet without fail. */
export type WrittenChannel = Exclude<ChannelName, "connect">;

/** What happens to the first writes, as many as there are deliveries. */
export const ANSWERS = {
  "answer lost after storing": { kind: "lose-answer" },
  "connection reset before storing": { kind: "reset-before-storing" },
  "5xx after storing": { kind: "error-after-storing", status: 503 },
  "429 storm": { kind: "rate-limit", retryAfter: 2 },
  "answer after the timeout": { kind: "delay-answer", milliseconds: 60_000 },
  "stored after the timeout": { kind: "delay", milliseconds: 10_000 },
  "half-open connection": { kind: "half-open" },
  "slow body": { kind: "slow-body", milliseconds: 60_000 },
  "read-back that lags": { kind: "hide", milliseconds: 1_500 },
} as const satisfies Readonly<Record<string, Fault>>;

/** One of {@link ANSWERS}. */
export type AnswerName = keyof typeof ANSWERS;

/** Answers that only the end of waiting ends; for them the wait is short, for others no hurry cuts it. */
export const SLOW: ReadonlySet<AnswerName> = new Set([
  "answer after the timeout",
  "stored after the timeout",
  "half-open connection",
  "slow body",
]);

/** What came of it. */
export interface AnswersResult {
  readonly deliveries: number;
  readonly posts: number;
  readonly requests: number;
  readonly verdict: Verdict;
}

/** How many records of the input share a delivery. */
const PER_DELIVERY: Readonly<Record<WrittenChannel, number>> = { rebilly: 1, twocheckout: 20 };
/** A channel that answers too many requests badly is given up until the next report. */
const LIVES = 400;

/**
 * Reports while the first writes of a channel all go wrong in one way.
 *
 * @param stage - World and processes.
 * @param channel - The channel.
 * @param options - In which way, and how many records.
 * @returns What is wrong, and how often was written.
 */
export async function loseAnswers(
  { world, pool }: Stage,
  channel: WrittenChannel,
  options: { readonly answer: AnswerName; readonly records: number },
): Promise<AnswersResult> {
  const { answer, records } = options;
  const counts = { connect: 0, rebilly: 0, twocheckout: 0, [channel]: records };
  const input = { seed: 9, round: 0, counts };
  const scene = createScene({
    ...{ world, pool, input, channels: [channel] },
    concurrency: 16,
    timeout: SLOW.has(answer) ? 250 : 10_000,
  });
  const deliveries = Math.ceil(records / PER_DELIVERY[channel]);
  // Retries within a call meet a storm too, so there are more of them than of deliveries.
  const times = answer === "429 storm" ? 2 * deliveries : deliveries;
  try {
    const fault = { ...ANSWERS[answer], method: "POST", times };
    world.twins[channel].arm(fault);
    for (let life = 0; life < LIVES; life += 1) {
      const result = await scene.live({ task: { kind: "report" } });
      if (result?.errors.length === 0) break;
    }
    const { posts, requests } = scene.tally;
    return { deliveries, posts, requests: requests[channel], verdict: await judge(scene) };
  } finally {
    scene.remove();
  }
}
