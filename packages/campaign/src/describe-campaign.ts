import { execFileSync } from "node:child_process";
import type { CampaignOptions, CampaignResult } from "./campaign.ts";
import { KINDS } from "./oracle/judge.ts";

const grouped = (count: number): string => count.toLocaleString("en-US");

/**
 * Tells which version of the project is run.
 *
 * @returns The commit, with a plus when files were changed since; "unknown" outside of a repository.
 */
export function readCommit(): string {
  const ask = (...words: readonly string[]) =>
    execFileSync("git", [...words], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  try {
    const commit = ask("rev-parse", "--short=12", "HEAD").trim();
    return ask("status", "--porcelain", "--untracked-files=no").trim() === ""
      ? commit
      : `${commit}+`;
  } catch {
    return "unknown";
  }
}

/**
 * Writes the command that plays a round again.
 *
 * @param options - The campaign.
 * @param round - The round.
 * @returns A command line.
 */
export function replayCommand(options: CampaignOptions, round: number): string {
  const { records, faults, kills, seed, roundRecords } = options;
  return `npm run campaign -- --records ${records} --faults ${faults} --kills ${kills} --seed ${seed} --round-records ${roundRecords} --round ${round}`;
}

/**
 * Describes how far a campaign is, in one line.
 *
 * @param result - What was played so far.
 * @param seconds - Since it began.
 * @returns The line.
 */
export function describeProgress(result: CampaignResult, seconds: number): string {
  const wrong = KINDS.map((kind) => `${result.counts[kind]} ${kind}`).join(", ");
  const { records, faults, kills } = result;
  return `${grouped(records)} records, ${grouped(faults)} faults, ${grouped(kills)} kills, ${Math.round(seconds)} s: ${wrong}`;
}

/**
 * Describes a campaign.
 *
 * @param options - What was asked for.
 * @param result - What came of it.
 * @param run - How long it took, in seconds, and the commit.
 * @returns Lines of text.
 */
export function describeCampaign(
  options: CampaignOptions,
  result: CampaignResult,
  run: { readonly seconds: number; readonly commit: string },
): readonly string[] {
  const faults = Object.entries(result.faultsByKind)
    .toSorted(([, left], [, right]) => right - left)
    .map(([kind, count]) => `${kind} ${grouped(count)}`);
  const rounds = [...new Set(result.findings.map(({ round }) => round))];
  return [
    `seed ${options.seed}, commit ${run.commit}, ${Math.round(run.seconds)} s`,
    `${grouped(result.records)} records in ${result.rounds} rounds, ${grouped(result.requests)} requests`,
    `${grouped(result.faults)} faults: ${faults.join(", ")}`,
    `${grouped(result.kills)} kills in ${grouped(result.lives)} lives of processes`,
    ...KINDS.map((kind) => `${kind.padEnd(14)}${result.counts[kind]}`),
    ...result.findings.map(
      ({ kind, round, channel, recordId, words }) =>
        `round ${round}, ${channel} ${recordId}: ${kind}: ${words}`,
    ),
    ...rounds.map((round) => `again: ${replayCommand(options, round)}`),
  ];
}
