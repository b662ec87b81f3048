import type { Channel, Settlement } from "@usage-billing/core";
import type { DecisionGrounds, Ledger, LedgerRecord, RecordState } from "@usage-billing/ledger";
import { requireChannel } from "../change/changeable.ts";
import { createReporter } from "../create-reporter.ts";
import type { ReporterOptions, ReportOptions } from "../options.ts";
import type { Reporter } from "../reporter.ts";
import { type Settings, toSettings } from "../settings.ts";
import type { ReportSummary } from "../summaries.ts";
import { proposeRepair } from "./propose-repair.ts";
import type { Difference } from "./reconcile-types.ts";
import { askForRecord, findReferences, takeBack } from "./take-back.ts";

/** What became of a repair. */
export interface RepairResult {
  /**
   * `done`, `in-line`: the next report sends the record, `not-needed`: the channel shows it as it should be by
   * now, `not-done`: a person has to look at it.
   */
  readonly status: "done" | "in-line" | "not-done" | "not-needed";
  /** What was done, or why nothing was, as a sentence. */
  readonly explanation: string;
}

/** Repairs what a reconciliation found, one difference at a time. */
export interface Repairer {
  /**
   * Does what is proposed for a difference. What the channel holds is read once more first, and nothing is
   * done where it is another thing by now. Interrupted, it is taken up by reconciling and repairing again.
   *
   * @param difference - The difference.
   * @param grounds - Who wants it, and why; kept in the ledger.
   * @returns What became of it.
   * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel failed.
   * @throws {@link LedgerError} When the ledger failed.
   */
  repair(difference: Difference, grounds: DecisionGrounds): Promise<RepairResult>;

  /**
   * Brings the channel's records that are in line or in doubt to an outcome, as a report does.
   *
   * @param channel - The channel's id.
   * @param options - Signal.
   * @returns What was done.
   */
  finish(channel: string, options?: Pick<ReportOptions, "signal">): Promise<ReportSummary>;
}

/** A repair of one record. */
interface Repair {
  readonly settings: Settings;
  readonly reporter: Reporter;
  readonly ledger: Ledger;
  readonly channel: Channel;
  readonly known: LedgerRecord;
  readonly difference: Difference;
  readonly grounds: DecisionGrounds;
}

/** The states in which the channel is meant to hold a record. */
const MEANT: readonly RecordState[] = ["accepted", "disputed", "partial", "pending"];

const notDone = (explanation: string): RepairResult => ({ status: "not-done", explanation });

const isHeld = ({ status }: Settlement): boolean => status === "accepted" || status === "pending";

/** Asks once more, when the channel has had its time to show what it holds, and keeps the answer. */
async function askAgain({ settings, ledger, channel, known }: Repair): Promise<Settlement> {
  await settings.clock.sleep(settings.visibilityLag(channel.id));
  const settlement = await askForRecord(ledger, channel, known);
  const { deliveryId = "" } = known;
  if (MEANT.includes(known.state)) {
    await ledger.commitChannelStates([{ deliveryId, outcomes: [settlement] }]);
  }
  return settlement;
}

async function sendAgain(repair: Repair): Promise<RepairResult> {
  const { reporter, ledger, known, grounds } = repair;
  const { recordId } = known.record;
  if (!MEANT.includes(known.state)) return notDone(`record ${recordId} is ${known.state} by now`);
  const settlement = await askAgain(repair);
  if (isHeld(settlement)) {
    return { status: "not-needed", explanation: "the channel shows it now" };
  }
  if (settlement.status !== "absent") {
    const found = findReferences(settlement).join(", ");
    return notDone(
      `the channel does not say that it has nothing of it${found === "" ? "" : `: it holds ${found}`}; look it up there and say so with "usage-billing decide ${recordId}"`,
    );
  }
  const now = await ledger.record(recordId);
  if (now?.state !== "disputed") return notDone(`record ${recordId} is ${now?.state} by now`);
  await reporter.decide(recordId, { kind: "absent" }, grounds);
  return { status: "in-line", explanation: "it is sent again with the next report" };
}

/** Takes back what is held too much, when the channel still holds something beside it. */
async function takeSurplusBack(repair: Repair): Promise<RepairResult> {
  const { difference, known } = repair;
  const reference = difference.held?.reference ?? "";
  const references = findReferences(await askAgain(repair));
  const isFormer = !MEANT.includes(known.state);
  const isThere = references.includes(reference) && (isFormer || references.length > 1);
  if (!isThere) {
    return { status: "not-needed", explanation: "the channel holds it no more than once now" };
  }
  await takeBack(repair, reference);
  await askAgain(repair);
  return { status: "done", explanation: `${reference} was taken back` };
}

async function correct(repair: Repair): Promise<RepairResult> {
  const reference = repair.difference.held?.reference ?? "";
  const settlement = await askAgain(repair);
  if (isHeld(settlement)) {
    return { status: "not-needed", explanation: "the channel shows it as it was reported now" };
  }
  const references = findReferences(settlement);
  if (references.length > 1) {
    return notDone(`the channel holds more than that by now: ${references.join(", ")}`);
  }
  await takeBack(repair, reference);
  return sendAgain(repair);
}

async function takeWord(repair: Repair): Promise<RepairResult> {
  const { status } = await askAgain(repair);
  return { status: "done", explanation: `the ledger keeps that the channel says: ${status}` };
}

async function perform(
  options: Pick<Repair, "ledger" | "reporter" | "settings">,
  difference: Difference,
  grounds: DecisionGrounds,
): Promise<RepairResult> {
  const { settings, ledger } = options;
  const { reported } = difference;
  const first = settings.channels.values().next().value;
  const channel = reported === undefined ? first : requireChannel(settings, reported.record);
  if (channel === undefined) return notDone("the reporter has no channel");
  const { action, explanation } = proposeRepair(difference, channel.capabilities);
  const known = reported && (await ledger.record(reported.record.recordId));
  if (action === "ask" || known?.deliveryId === undefined) return notDone(explanation);
  const repair = { ...options, channel, known, difference, grounds };
  switch (action) {
    case "send-again":
      return sendAgain(repair);
    case "correct":
      return correct(repair);
    case "take-back":
      return takeSurplusBack(repair);
    case "take-word":
      return takeWord(repair);
  }
}

/**
 * Makes what repairs differences, through the ledger like everything that a reporter does.
 *
 * @param options - What a reporter takes; channels are those whose differences are repaired.
 * @returns The repairer.
 *
 * @example
 * ```ts
 * const repairer = createRepairer({ channels, ledger });
 * for await (const difference of found.differences()) {
 *   console.log(await repairer.repair(difference, { reason: "month-end", by: "ines" }));
 * }
 * await repairer.finish(found.channel);
 * ```
 */
export function createRepairer(options: ReporterOptions): Repairer {
  const settings = toSettings(options);
  const reporter = createReporter(options);
  const { ledger } = options;
  return {
    repair: (difference, grounds) => perform({ settings, reporter, ledger }, difference, grounds),
    finish: (channel, reportOptions = {}) =>
      reporter.report({ ...reportOptions, channels: [channel] }),
  };
}
