import type { Delivery } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { Pool } from "pg";
import type { Patience } from "../connection/connect.ts";
import type { Place } from "../connection/place.ts";
import type { DeliveryQueue, JobKind } from "../queue/delivery-queue.ts";
import type { SharedLedger } from "../shared-ledger.ts";
import { createLanes, type Lanes } from "../storage/lanes.ts";
import { createStorage, type Guard, type Storage } from "../storage/storage.ts";
import type { Tables } from "../storage/tables.ts";
import { runWorker } from "../worker/run-worker.ts";
import { createLookingBack } from "./earlier.ts";
import { createReadAhead } from "./read-ahead.ts";
import { createReads } from "./reads.ts";
import { createVerification } from "./verify.ts";
import { createWrites, type WriteContext } from "./writes.ts";

/** Everything that an open ledger is made of. */
export interface SharedLedgerParts {
  readonly place: Place;
  readonly pool: Pool;
  readonly isOwnPool: boolean;
  readonly patience: Patience;
  readonly tables: Tables;
  readonly queue: DeliveryQueue;
  readonly leaseMilliseconds: number;
  readonly orderedChannels: ReadonlySet<string>;
  readonly now: (() => number) | undefined;
}

/** What a view of the ledger differs in from the ledger itself. */
export interface View {
  /** Has to hold for every change. */
  readonly guard?: Guard;
  /** Is told, after a commit of intents, for which channel they were. */
  readonly onIntents?: (channel: string) => Promise<void>;
}

/** Makes what the workers need of an open ledger. */
export interface WorkContext extends SharedLedgerParts {
  readonly storage: Storage;
  readonly isClosed: () => boolean;
  /** The kind of job that a channel's deliveries are. */
  readonly kindOf: (channel: string) => JobKind;
  /** Gives the ledger with a guard before every change. */
  readonly view: (view: View) => Ledger;
}

function byChannel(deliveries: readonly Delivery[]): Map<string, Delivery[]> {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const group = groups.get(delivery.channel) ?? [];
    group.push(delivery);
    groups.set(delivery.channel, group);
  }
  return groups;
}

/** Makes the queues first, because that is no part of the transaction. */
function createEnqueue(context: Pick<WorkContext, "kindOf" | "queue">): WriteContext["enqueue"] {
  const { queue, kindOf } = context;
  return async (deliveries) => {
    const groups: { name: string; group: readonly Delivery[] }[] = [];
    for (const [channel, group] of byChannel(deliveries)) {
      groups.push({ name: await queue.ensure(kindOf(channel), channel), group });
    }
    return async (client) => {
      for (const { name, group } of groups) {
        const jobs = group.map(({ id, key }) => ({ subject: id, key }));
        await queue.enqueue(name, jobs, client);
      }
    };
  };
}

function createView(
  context: Omit<WorkContext, "storage" | "view"> & { readonly lanes: Lanes },
  { guard, onIntents }: View,
): Ledger {
  const { place, lanes } = context;
  const opened = createStorage({ ...context, ...(guard === undefined ? {} : { guard }) });
  const readAhead = createReadAhead(opened);
  const storage: Storage = {
    ...opened,
    transact: (transaction) => opened.transact(transaction).finally(readAhead.forget),
  };
  const writes = createWrites({ storage, lanes, enqueue: createEnqueue(context) });
  return {
    file: place.name,
    ...writes,
    commitIntents: async (deliveries) => {
      await writes.commitIntents(deliveries);
      for (const channel of byChannel(deliveries).keys()) await onIntents?.(channel);
    },
    ...createReads(storage, readAhead),
    ...createVerification(storage),
    ...createLookingBack(storage),
    backup: async () => {
      throw storage.failure("is on a server: use its own tools for backups, such as pg_dump");
    },
    close: async () => undefined,
  };
}

/**
 * Makes a ledger of an open pool and queue.
 *
 * @param parts - What it is made of.
 * @returns The ledger.
 */
export function createSharedLedger(parts: SharedLedgerParts): SharedLedger {
  const { pool, queue, isOwnPool, orderedChannels } = parts;
  let closing: Promise<void> | undefined;
  const base = {
    ...parts,
    isClosed: () => closing !== undefined,
    kindOf: (channel: string): JobKind =>
      orderedChannels.has(channel) ? "deliver-in-order" : "deliver",
  };
  const storage = createStorage(base);
  const lanes = createLanes(parts.tables);
  const view = (options: View) => createView({ ...base, lanes }, options);

  async function close(): Promise<void> {
    await queue.stop();
    if (isOwnPool) await pool.end();
  }

  return {
    ...view({}),
    runWorker: (options) => runWorker({ ...base, storage, view }, options),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
