import type { SentRecord } from "@usage-billing/core";
import type { ChangeSet } from "../decide/change-set.ts";
import {
  endCorrection,
  endRetraction,
  intendCorrection,
  intendRetraction,
} from "../decide/decide-changes.ts";
import { intendDeliveries, leaveUnsent, resendDeliveries } from "../decide/decide-deliveries.ts";
import { takeInRecords } from "../decide/decide-intakes.ts";
import {
  addSteps,
  decideRecord,
  followDeliveries,
  refuseRecords,
  settleDeliveries,
  stateAccount,
} from "../decide/decide-outcomes.ts";
import { reviseRecord } from "../decide/decide-revisions.ts";
import { stateWindow } from "../decide/decide-windows.ts";
import type { Ledger } from "../ledger.ts";
import { readAccounts } from "./accounts.ts";
import { findSentRecord } from "./find-sent-record.ts";
import { loadDeliveries, loadDeliveriesAlone, loadRecords } from "./load-state.ts";
import { loadContents } from "./rows.ts";
import type { Storage } from "./storage.ts";

/** What changes a ledger. */
export type Commits = Pick<
  Ledger,
  | "takeIn"
  | "commitIntents"
  | "commitResends"
  | "commitUnsent"
  | "commitOutcomes"
  | "commitSteps"
  | "commitChannelStates"
  | "commitAccount"
  | "commitWindow"
  | "commitDecision"
  | "commitRefusals"
  | "commitRetractionIntent"
  | "commitRetraction"
  | "commitCorrectionIntent"
  | "commitCorrection"
  | "commitRevision"
>;

/** Puts records into a change with the deliveries that they are in. */
function loadPlaced(storage: Storage, set: ChangeSet, recordIds: readonly string[]): void {
  loadRecords(storage, set, recordIds);
  const placed = recordIds.map((id) => set.record(id)?.deliveryId);
  loadDeliveries(
    storage,
    set,
    placed.filter((id) => id !== undefined),
  );
}

function requireSentRecord(storage: Storage, recordId: string): SentRecord {
  const sent = findSentRecord(storage, recordId);
  if (sent === undefined) throw storage.failure(`has no place at the channel for ${recordId}`);
  return sent;
}

function createIntakes(storage: Storage): Pick<Commits, "commitRefusals" | "takeIn"> {
  return {
    takeIn: async (intakes) =>
      storage.change((set) => {
        const known = storage.recordIds.findAll(intakes.map(({ record }) => record.recordId));
        const ids = [...known.keys()];
        if (ids.length > 0) loadPlaced(storage, set, ids);
        return takeInRecords(set, intakes, loadContents(storage, set, ids));
      }),
    commitRefusals: async (refusals) =>
      storage.change((set) => {
        loadRecords(
          storage,
          set,
          refusals.map(({ recordId }) => recordId),
        );
        refuseRecords(set, refusals);
      }),
  };
}

function createDeliveries(
  storage: Storage,
): Pick<
  Commits,
  | "commitChannelStates"
  | "commitIntents"
  | "commitOutcomes"
  | "commitResends"
  | "commitSteps"
  | "commitUnsent"
> {
  const onDeliveries = (ids: readonly string[], decide: (set: ChangeSet) => void): void =>
    storage.change((set) => {
      loadDeliveries(storage, set, ids);
      decide(set);
    });
  const idsOf = (items: readonly { readonly deliveryId: string }[]): string[] =>
    items.map(({ deliveryId }) => deliveryId);
  return {
    commitIntents: async (deliveries) =>
      storage.change((set) => {
        loadDeliveries(
          storage,
          set,
          deliveries.map(({ id }) => id),
        );
        const records = deliveries.flatMap((delivery) => delivery.records);
        loadRecords(
          storage,
          set,
          records.map(({ recordId }) => recordId),
        );
        intendDeliveries(set, deliveries);
      }),
    commitResends: async (ids) => onDeliveries(ids, (set) => resendDeliveries(set, ids)),
    commitUnsent: async (unsent) => onDeliveries(idsOf(unsent), (set) => leaveUnsent(set, unsent)),
    commitOutcomes: async (results) =>
      onDeliveries(idsOf(results), (set) => settleDeliveries(set, results)),
    commitSteps: async (deliveryId, steps) =>
      storage.change((set) => {
        loadDeliveriesAlone(storage, set, [deliveryId]);
        addSteps(set, deliveryId, steps);
      }),
    commitChannelStates: async (results) =>
      onDeliveries(idsOf(results), (set) => followDeliveries(set, results)),
  };
}

function createChanges(
  storage: Storage,
): Omit<
  Commits,
  keyof ReturnType<typeof createDeliveries> | keyof ReturnType<typeof createIntakes>
> {
  return {
    commitAccount: async (channel, account) =>
      storage.change((set) =>
        stateAccount(set, { channel, account }, readAccounts(storage).get(channel)),
      ),
    commitWindow: async (window) => storage.change((set) => stateWindow(set, window)),
    commitDecision: async (recordId, decision, { reason, by }) =>
      storage.change((set) => {
        loadPlaced(storage, set, [recordId]);
        decideRecord(set, recordId, { decision, reason, by });
      }),
    commitRetractionIntent: async (recordId, grounds) =>
      storage.change((set) => {
        loadPlaced(storage, set, [recordId]);
        intendRetraction(set, recordId, grounds);
        return requireSentRecord(storage, recordId);
      }),
    commitRetraction: async (recordId, result) =>
      storage.change((set) => {
        loadRecords(storage, set, [recordId]);
        endRetraction(set, recordId, result);
      }),
    commitCorrectionIntent: async (recordId, intake, grounds) =>
      storage.change((set) => {
        const replacement = intake.record.recordId;
        loadPlaced(storage, set, [recordId, replacement]);
        const heldContent = loadContents(storage, set, [replacement]).get(replacement);
        intendCorrection(set, recordId, { intake, heldContent, grounds });
        return requireSentRecord(storage, recordId);
      }),
    commitCorrection: async (recordId, result) =>
      storage.change((set) => {
        loadPlaced(storage, set, [recordId, result.replacement.recordId]);
        endCorrection(set, recordId, result);
      }),
    commitRevision: async (revision) =>
      storage.change((set) => {
        const replacement = revision.replacement?.record.recordId;
        const ids = replacement === undefined ? [] : [replacement];
        loadPlaced(storage, set, [revision.recordId, ...ids]);
        const contents = loadContents(storage, set, ids);
        reviseRecord(set, revision, contents.get(replacement ?? ""));
      }),
  };
}

/**
 * Makes what changes a ledger.
 *
 * @param storage - The storage.
 * @returns The methods.
 */
export function createCommits(storage: Storage): Commits {
  return { ...createIntakes(storage), ...createDeliveries(storage), ...createChanges(storage) };
}
