import { CHANNELS, type ChannelName } from "./channel-name.ts";
import type { Defect } from "./child/job.ts";
import type { Finding } from "./oracle/compare-holdings.ts";
import { KINDS, type Verdict } from "./oracle/judge.ts";
import { runRound } from "./rounds/run-round.ts";
import type { Tally } from "./rounds/scene.ts";
import { startWorld } from "./world/start-world.ts";
import { createWorkerPool } from "./world/worker-pool.ts";

/** How much is played. */
export interface CampaignOptions {
  /** Records over all channels, at least. */
  readonly records: number;
  /** Faults over all rounds, at least. */
  readonly faults: number;
  /** Kills over all rounds, about. */
  readonly kills: number;
  readonly seed: number;
  /** Records of one round, which has a ledger of its own. */
  readonly roundRecords: number;
  /** Only this round, counted from 0, as it is played among the others. */
  readonly round?: number | undefined;
  readonly defect?: Defect | undefined;
  /** Ends the campaign after the round that is being played. */
  readonly signal?: AbortSignal;
  /** Is told after every round how far it is. */
  readonly onProgress?: (result: CampaignResult) => void;
}

/** A finding, and the round that plays it again. */
export interface RoundFinding extends Finding {
  readonly kind: keyof Verdict;
  readonly round: number;
}

/** What a campaign came to. */
export interface CampaignResult {
  readonly rounds: number;
  readonly records: number;
  readonly requests: number;
  readonly lives: number;
  readonly kills: number;
  readonly faults: number;
  readonly faultsByKind: Readonly<Record<string, number>>;
  /** How many findings there are of each kind. */
  readonly counts: Readonly<Record<keyof Verdict, number>>;
  /** The first findings. */
  readonly findings: readonly RoundFinding[];
}

type Totals = { -readonly [Name in keyof CampaignResult]: CampaignResult[Name] };

const MOST_FINDINGS = 20;
/** Parts of a round, in tenths; Rebilly takes records one by one, the others many at a time. */
const TENTHS: Readonly<Record<ChannelName, number>> = { connect: 3, rebilly: 4, twocheckout: 3 };

function share(records: number): Record<ChannelName, number> {
  const counts = { connect: 0, rebilly: 0, twocheckout: 0 };
  for (const channel of CHANNELS) counts[channel] = Math.ceil((records * TENTHS[channel]) / 10);
  return counts;
}

function emptyTotals(): Totals {
  const counts = { lost: 0, doubled: 0, altered: 0, invented: 0, disagreements: 0, open: 0 };
  return {
    ...{ rounds: 0, records: 0, requests: 0, lives: 0, kills: 0, faults: 0 },
    ...{ faultsByKind: {}, counts, findings: [] },
  };
}

function addTally(totals: Totals, { lives, kills, requests, faults }: Tally): void {
  totals.lives += lives;
  totals.kills += kills;
  totals.requests += CHANNELS.reduce((sum, channel) => sum + requests[channel], 0);
  const byKind = { ...totals.faultsByKind };
  for (const [kind, count] of Object.entries(faults)) {
    byKind[kind] = (byKind[kind] ?? 0) + count;
    totals.faults += count;
  }
  totals.faultsByKind = byKind;
}

function addVerdict(totals: Totals, verdict: Verdict, round: number): void {
  const counts = { ...totals.counts };
  for (const kind of KINDS) {
    counts[kind] += verdict[kind].length;
    const room = MOST_FINDINGS - totals.findings.length;
    const found = verdict[kind].slice(0, room).map((finding) => ({ ...finding, kind, round }));
    totals.findings = [...totals.findings, ...found];
  }
  totals.counts = counts;
}

function isEnough(totals: Totals, options: CampaignOptions): boolean {
  if (options.signal?.aborted) return true;
  if (options.round !== undefined) return totals.rounds > 0;
  return totals.records >= options.records && totals.faults >= options.faults;
}

/**
 * Plays rounds until there were enough records and faults.
 *
 * @param options - How much, and the seed.
 * @returns What was played, and everything that was wrong.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { records, faults, kills, seed, roundRecords, defect, onProgress } = options;
  const rounds = Math.max(1, Math.ceil(records / roundRecords));
  const disturbance = { faults: Math.ceil(faults / rounds), kills: Math.ceil(kills / rounds) };
  const totals = emptyTotals();
  const world = await startWorld();
  const pool = createWorkerPool();
  try {
    for (let round = options.round ?? 0; !isEnough(totals, options); round += 1) {
      const counts = share(Math.min(roundRecords, records));
      const input = { seed, round, counts };
      const setting = { world, pool, input, channels: CHANNELS, defect };
      const { verdict, tally } = await runRound(setting, disturbance);
      totals.rounds += 1;
      totals.records += CHANNELS.reduce((sum, channel) => sum + counts[channel], 0);
      addTally(totals, tally);
      addVerdict(totals, verdict, round);
      onProgress?.({ ...totals });
    }
  } finally {
    await pool.close();
    await world.close();
  }
  return totals;
}
