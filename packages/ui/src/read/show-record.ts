import type { Ledger, LedgerRecord, RecordState } from "@usage-billing/ledger";
import type { UiDesk } from "../options.ts";
import { BadRequest } from "../server/bad-request.ts";
import type { ActionKind, CandidateView, RecordView } from "../views.ts";
import { toRow } from "./to-row.ts";

const CORRECT: readonly ActionKind[] = ["correct"];
const DECIDE: readonly ActionKind[] = ["decide"];

/** What can be done with a record in each state; whether a correction is possible, its plan says. */
const ACTIONS: Readonly<Partial<Record<RecordState, readonly ActionKind[]>>> = {
  waiting: CORRECT,
  pending: CORRECT,
  partial: CORRECT,
  accepted: CORRECT,
  correcting: CORRECT,
  retracting: CORRECT,
  refused: ["retry", "correct", "dismiss"],
  ambiguous: DECIDE,
  disputed: DECIDE,
  unknown: DECIDE,
};

/**
 * Finds a record that has to be there.
 *
 * @param ledger - The ledger.
 * @param recordId - Its id.
 * @param channels - The channels that are shown.
 * @returns The record.
 * @throws {@link BadRequest} When the ledger does not have it, or it is of another channel.
 */
export async function requireRecord(
  ledger: Ledger,
  recordId: string,
  channels: readonly string[],
): Promise<LedgerRecord> {
  const held = await ledger.record(recordId);
  if (held !== undefined && channels.includes(held.record.channel)) return held;
  throw new BadRequest(404, `The ledger knows no record ${recordId} of the channels shown here.`);
}

function listCandidates({ outcome }: LedgerRecord): readonly CandidateView[] {
  const candidates = outcome?.status === "unknown" ? (outcome.candidates ?? []) : [];
  return candidates.map(({ reference, quantity, status }) => {
    const details = [quantity?.toString(), status].filter((detail) => detail !== undefined);
    return { reference, words: [reference, ...details].join(", ") };
  });
}

/**
 * Collects everything that is shown of one record.
 *
 * @param ledger - The ledger.
 * @param recordId - Its id.
 * @param desk - What explains it.
 * @returns The record, its history, and what can be done.
 * @throws {@link BadRequest} When the ledger does not have it.
 */
export async function showRecord(
  ledger: Ledger,
  recordId: string,
  desk: UiDesk,
): Promise<RecordView> {
  const held = await requireRecord(ledger, recordId, desk.channels);
  const { record, reference, replacedBy, deliveryId, state } = held;
  const { description } = record;
  return {
    ...toRow(held),
    ...(description === undefined ? {} : { description }),
    ...(reference === undefined ? {} : { reference }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(deliveryId === undefined ? {} : { deliveryId }),
    explanation: await desk.explain(ledger, held),
    candidates: listCandidates(held),
    actions: ACTIONS[state] ?? [],
  };
}
