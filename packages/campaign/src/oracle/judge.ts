import type { UsageRecord } from "@usage-billing/core";
import { openLedger } from "@usage-billing/ledger";
import type { ChannelName } from "../channel-name.ts";
import { makeRecords } from "../input/make-records.ts";
import type { Scene } from "../rounds/scene.ts";
import { compareHoldings, type Finding } from "./compare-holdings.ts";
import { compareLedger } from "./compare-ledger.ts";

/** What is wrong after a scene; each list is empty when nothing is. */
export interface Verdict {
  readonly lost: readonly Finding[];
  readonly doubled: readonly Finding[];
  readonly altered: readonly Finding[];
  readonly invented: readonly Finding[];
  /** Where the ledger says something else than the twins. */
  readonly disagreements: readonly Finding[];
  /** Records that the ledger still has no end for. */
  readonly open: readonly Finding[];
}

/** The kinds of findings, in the order in which they are told. */
export const KINDS = [
  "lost",
  "doubled",
  "altered",
  "invented",
  "disagreements",
  "open",
] as const satisfies readonly (keyof Verdict)[];

/** Makes what a channel is to hold of the input; everything that was made when it is left out. */
export type Expectation = (
  records: readonly UsageRecord[],
  channel: ChannelName,
) => readonly UsageRecord[];

async function judgeChannel(
  scene: Scene,
  channel: ChannelName,
  expect: Expectation,
): Promise<Verdict> {
  const expected = expect(makeRecords(scene.input, channel), channel);
  const comparison = compareHoldings(expected, await scene.world.holdings(channel));
  const lost = new Set(comparison.lost.map(({ recordId }) => recordId));
  const heldIds = expected.map(({ recordId }) => recordId).filter((id) => !lost.has(id));
  const ledger = openLedger(scene.ledgerFile, { now: scene.world.clock.now });
  try {
    const { disagreements, open } = await compareLedger(ledger, channel, new Set(heldIds));
    return { ...comparison, disagreements, open };
  } finally {
    await ledger.close();
  }
}

/**
 * Judges a scene: lets everything arrive that is under way, then compares input, twins and ledger.
 *
 * @param scene - The scene, with no process at work.
 * @param expect - What is to be held, where it is not the input itself.
 * @returns Everything that is wrong.
 */
export async function judge(
  scene: Scene,
  expect: Expectation = (records) => records,
): Promise<Verdict> {
  await scene.world.settleDown();
  const verdicts: Verdict[] = [];
  for (const channel of scene.channels) verdicts.push(await judgeChannel(scene, channel, expect));
  const gather = (kind: keyof Verdict) => verdicts.flatMap((verdict) => verdict[kind]);
  return {
    lost: gather("lost"),
    doubled: gather("doubled"),
    altered: gather("altered"),
    invented: gather("invented"),
    disagreements: gather("disagreements"),
    open: gather("open"),
  };
}

/**
 * Counts what is wrong.
 *
 * @param verdict - A verdict.
 * @returns How many findings there are.
 */
export function countFindings(verdict: Verdict): number {
  return KINDS.reduce((sum, kind) => sum + verdict[kind].length, 0);
}
