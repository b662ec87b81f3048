import type { Delivery, SentRecord } from "@usage-billing/core";
import type {
  DecisionGrounds,
  Intake,
  IntakeResult,
  Ledger,
  RecordRevision,
} from "@usage-billing/ledger";
import {
  addSteps,
  type ChangeSet,
  type Contents,
  decideRecord,
  endCorrection,
  endRetraction,
  followDeliveries,
  intendCorrection,
  intendDeliveries,
  intendRetraction,
  leaveUnsent,
  refuseRecords,
  resendDeliveries,
  reviseRecord,
  settleDeliveries,
  stateAccount,
  stateWindow,
  takeInRecords,
} from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import { makeChange } from "../storage/change.ts";
import type { LaneNumbers, Lanes } from "../storage/lanes.ts";
import { findDeliveriesOf, type LoadedRows, loadRows } from "../storage/load-rows.ts";
import type { Storage } from "../storage/storage.ts";
import { readAccounts } from "./accounts.ts";
import { loadContents } from "./contents.ts";
import { findSentRecord } from "./sent-record.ts";

/** The methods of a ledger that change something. */
export type Writes = Pick<
  Ledger,
  | "commitAccount"
  | "commitChannelStates"
  | "commitCorrection"
  | "commitCorrectionIntent"
  | "commitDecision"
  | "commitIntents"
  | "commitOutcomes"
  | "commitRefusals"
  | "commitResends"
  | "commitRetraction"
  | "commitRetractionIntent"
  | "commitRevision"
  | "commitSteps"
  | "commitUnsent"
  | "commitWindow"
  | "takeIn"
>;

/** What {@link createWrites} works with. */
export interface WriteContext {
  readonly storage: Storage;
  readonly lanes: Lanes;
  /** Enqueues deliveries that were intended, in the transaction that commits the intents. */
  readonly enqueue: (
    deliveries: readonly Delivery[],
  ) => Promise<(client: PoolClient) => Promise<void>>;
}

/** Loads records, and the deliveries that they are in, whole. */
async function loadWithDeliveries(
  client: PoolClient,
  { tables }: Storage,
  recordIds: readonly string[],
): Promise<LoadedRows> {
  const deliveryIds = await findDeliveriesOf(client, tables, recordIds);
  return loadRows(client, tables, { recordIds, deliveryIds });
}

async function takeIn(
  { storage, lanes }: WriteContext,
  intakes: readonly Intake[],
): Promise<IntakeResult> {
  const recordIds = intakes.map(({ record }) => record.recordId);
  const names = intakes.map(({ record, deliveryKey }) => ({
    channel: record.channel,
    deliveryKey,
  }));
  let numbers: LaneNumbers = new Map();
  let contents: Contents = new Map();
  const result = await makeChange(storage, {
    wanted: { recordIds },
    facts: intakes.length,
    load: async (client, { records }) => {
      numbers = await lanes.number(client, names);
      const heldIds = records.map(({ id }) => id);
      contents = heldIds.length === 0 ? new Map() : await loadContents(client, storage, heldIds);
      return { lanes: numbers };
    },
    decide: (set) => takeInRecords(set, intakes, contents),
  });
  lanes.remember(numbers);
  return result;
}

async function intend(context: WriteContext, deliveries: readonly Delivery[]): Promise<void> {
  const { storage } = context;
  const recordIds = deliveries.flatMap(({ records }) => records.map(({ recordId }) => recordId));
  const deliveryIds = deliveries.map(({ id }) => id);
  const enqueue = await context.enqueue(deliveries);
  await makeChange(storage, {
    wanted: { recordIds, deliveryIds },
    facts: deliveries.length,
    decide: (set) => intendDeliveries(set, deliveries),
    finish: enqueue,
  });
}

/** Makes a change to whole deliveries. */
async function changeDeliveries(
  storage: Storage,
  deliveryIds: readonly string[],
  decide: (set: ChangeSet) => void,
): Promise<void> {
  await makeChange(storage, { wanted: { deliveryIds }, facts: deliveryIds.length, decide });
}

/** Makes a change to records and to the deliveries that they are in. */
async function changeRecords(
  storage: Storage,
  recordIds: readonly string[],
  decide: (set: ChangeSet) => void,
): Promise<void> {
  await makeChange(storage, {
    facts: recordIds.length,
    load: async (client) => ({ rows: await loadWithDeliveries(client, storage, recordIds) }),
    decide,
  });
}

async function intendRetractionOf(
  storage: Storage,
  recordId: string,
  grounds: DecisionGrounds | undefined,
): Promise<SentRecord> {
  let sent: SentRecord | undefined;
  await makeChange(storage, {
    facts: 1,
    load: async (client) => {
      const rows = await loadWithDeliveries(client, storage, [recordId]);
      sent = await findSentRecord(client, storage, recordId);
      return { rows };
    },
    decide: (set) => {
      intendRetraction(set, recordId, grounds);
      if (sent === undefined) throw storage.failure(`has no place at the channel for ${recordId}`);
    },
  });
  return sent as unknown as SentRecord;
}

async function intendCorrectionOf(
  { storage, lanes }: WriteContext,
  recordId: string,
  { intake, grounds }: { readonly intake: Intake; readonly grounds: DecisionGrounds | undefined },
): Promise<SentRecord> {
  const { record, deliveryKey } = intake;
  const names = [{ channel: record.channel, deliveryKey }];
  const both = [recordId, record.recordId];
  let contents: Contents = new Map();
  let sent: SentRecord | undefined;
  await makeChange(storage, {
    facts: 3,
    load: async (client) => {
      const numbers = await lanes.number(client, names);
      const rows = await loadWithDeliveries(client, storage, both);
      contents = await loadContents(client, storage, [record.recordId]);
      sent = await findSentRecord(client, storage, recordId);
      return { rows, lanes: numbers };
    },
    decide: (set) => {
      const heldContent = contents.get(record.recordId);
      intendCorrection(set, recordId, { intake, heldContent, grounds });
      if (sent === undefined) throw storage.failure(`has no place at the channel for ${recordId}`);
    },
  });
  return sent as unknown as SentRecord;
}

async function reviseIn({ storage, lanes }: WriteContext, revision: RecordRevision): Promise<void> {
  const { recordId, replacement } = revision;
  const taken = replacement === undefined ? [] : [replacement];
  const ids = taken.map(({ record }) => record.recordId);
  const names = taken.map(({ record, deliveryKey }) => ({ channel: record.channel, deliveryKey }));
  let contents: Contents = new Map();
  await makeChange(storage, {
    facts: 1 + 2 * taken.length,
    load: async (client) => {
      const numbers = await lanes.number(client, names);
      const rows = await loadWithDeliveries(client, storage, [recordId, ...ids]);
      contents = await loadContents(client, storage, ids);
      return { rows, lanes: numbers };
    },
    decide: (set) => reviseRecord(set, revision, contents.get(ids[0] ?? "")),
  });
}

function createDeliveryWrites({ storage }: WriteContext): Partial<Writes> {
  const idsOf = (named: readonly { readonly deliveryId: string }[]) =>
    named.map(({ deliveryId }) => deliveryId);
  return {
    commitResends: (ids) => changeDeliveries(storage, ids, (set) => resendDeliveries(set, ids)),
    commitUnsent: (unsent) =>
      changeDeliveries(storage, idsOf(unsent), (set) => leaveUnsent(set, unsent)),
    commitOutcomes: (results) =>
      changeDeliveries(storage, idsOf(results), (set) => settleDeliveries(set, results)),
    commitChannelStates: (results) =>
      changeDeliveries(storage, idsOf(results), (set) => followDeliveries(set, results)),
    commitSteps: (deliveryId, steps) =>
      makeChange(storage, {
        wanted: { deliveryIds: [deliveryId], isWithoutMembers: true },
        facts: 1,
        decide: (set) => addSteps(set, deliveryId, steps),
      }),
  };
}

/**
 * Makes the methods that change something.
 *
 * @param context - The storage, and what enqueues intended deliveries.
 * @returns The methods.
 */
export function createWrites(context: WriteContext): Writes {
  const { storage } = context;
  return {
    ...(createDeliveryWrites(context) as Writes),
    takeIn: (intakes) => takeIn(context, intakes),
    commitIntents: (deliveries) => intend(context, deliveries),
    commitRefusals: (refusals) => {
      const recordIds = refusals.map(({ recordId }) => recordId);
      const decide = (set: ChangeSet) => refuseRecords(set, refusals);
      return makeChange(storage, { wanted: { recordIds }, facts: refusals.length, decide });
    },
    commitAccount: async (channel, account) => {
      const before = (await storage.read((client) => readAccounts(client, storage))).get(channel);
      const decide = (set: ChangeSet) => stateAccount(set, { channel, account }, before);
      if (before !== account) await makeChange(storage, { facts: 1, decide });
    },
    commitWindow: (window) =>
      makeChange(storage, { facts: 1, decide: (set) => stateWindow(set, window) }),
    commitDecision: (recordId, decision, grounds) =>
      changeRecords(storage, [recordId], (set) =>
        decideRecord(set, recordId, { decision, ...grounds }),
      ),
    commitRetractionIntent: (recordId, grounds) => intendRetractionOf(storage, recordId, grounds),
    commitRetraction: (recordId, result) =>
      changeRecords(storage, [recordId], (set) => endRetraction(set, recordId, result)),
    commitCorrectionIntent: (recordId, intake, grounds) =>
      intendCorrectionOf(context, recordId, { intake, grounds }),
    commitRevision: (revision) => reviseIn(context, revision),
    commitCorrection: (recordId, ended) =>
      changeRecords(storage, [recordId, ended.replacement.recordId], (set) =>
        endCorrection(set, recordId, ended),
      ),
  };
}
