import { Quantity } from "@usage-billing/core";
import type { CorrectionPlan, CorrectionRefusal } from "@usage-billing/reporter";
import { makeChange, makeRecord, SOURCE } from "./cell-records.ts";
import type { CellStage } from "./cell-stage.ts";
import type { Cell } from "./cells.ts";
import type { DeathPoint } from "./doom.ts";

const GROUNDS = { reason: "metered wrongly", by: "Ada", source: SOURCE };
const QUANTITY = "12";
const OTHER = "100";

/**
 * Brings two records to a moment in their lives.
 *
 * @param stage - The stage; everything on it is forgotten first.
 * @param cell - The cell.
 * @returns The id of the one that is to be corrected.
 */
export async function bringToMoment(stage: CellStage, { moment }: Cell): Promise<string> {
  await stage.clear();
  const { reporter } = await stage.live();
  const record = makeRecord(stage.channel, 9, QUANTITY);
  await reporter.takeIn([record, makeRecord(stage.channel, 11, OTHER)]);
  if (moment === "planned") return record.recordId;
  await reporter.report();
  if (moment === "sent") await stage.allowChanges();
  if (moment === "accepted") stage.accept();
  if (moment === "billed") stage.twin.bill();
  if (moment !== "sent") await reporter.follow();
  return record.recordId;
}

/**
 * Adds up what the twin holds of the subscription.
 *
 * @param stage - The stage.
 * @returns The exact sum.
 */
export function sumOf({ twin }: CellStage): Quantity {
  return twin
    .usage()
    .reduce((sum, { quantity }) => sum.plus(Quantity.parse(quantity)), Quantity.zero);
}

/**
 * Says what twin and ledger hold, without what may differ between two ways to the same end.
 *
 * @param stage - The stage.
 * @returns Lines.
 */
export async function describeState({ twin, ledger }: CellStage): Promise<readonly string[]> {
  const lines = twin.usage().map(({ meter, quantity, start }) => `${meter} ${quantity} ${start}`);
  const records = await Array.fromAsync(ledger.records());
  // An attempt that the channel did not take is dismissed; the next one has the id of the next revision.
  const counting = records.filter(({ state }) => state !== "dismissed");
  const numbers = new Map(
    counting.map(({ record }, index) => [record.recordId, `record ${index}`]),
  );
  for (const { record, state, replacedBy } of counting) {
    const end = replacedBy === undefined ? "" : (numbers.get(replacedBy) ?? replacedBy);
    lines.push(`${numbers.get(record.recordId)} ${record.quantity} ${state} ${end}`);
  }
  return lines.toSorted();
}

/** How one life of a correction ended. */
export interface LifeEnd {
  readonly isDead: boolean;
  /** The names of the steps of the correction; those of the report after it are another matter. */
  readonly steps: readonly string[];
  readonly error?: unknown;
}

/**
 * Lets a process make the correction and report what comes of it.
 *
 * @param stage - The stage.
 * @param task - The cell, the record, and where the process dies, if it does.
 * @returns How it ended.
 */
export async function liveCorrection(
  stage: CellStage,
  task: { readonly cell: Cell; readonly recordId: string; readonly point?: DeathPoint },
): Promise<LifeEnd> {
  const { reporter, doom } = await stage.live(task.point);
  const change = makeChange(stage.channel, task.cell.change);
  let steps: readonly string[] = [];
  const work = (async (): Promise<unknown> => {
    let error: unknown;
    await reporter.correct(task.recordId, change, GROUNDS).catch((thrown: unknown) => {
      error = thrown;
    });
    steps = [...doom.steps];
    await reporter.report();
    return error;
  })();
  const error = await Promise.race([work, doom.death]);
  return { isDead: error === "dead", steps, error };
}

/**
 * Plans the correction.
 *
 * @param stage - The stage.
 * @param cell - The cell.
 * @param recordId - The record.
 * @returns The plan or the refusal.
 */
export async function planCell(
  stage: CellStage,
  cell: Cell,
  recordId: string,
): Promise<CorrectionPlan | CorrectionRefusal> {
  const { reporter } = await stage.live();
  const change = makeChange(stage.channel, cell.change);
  return reporter.planCorrection(recordId, change, { source: SOURCE });
}

/** What the neighbour of every corrected record adds to the channel's sum. */
export const neighbour: Quantity = Quantity.parse(OTHER);
