import type { Ledger, LedgerDifference, LedgerVerification } from "@usage-billing/ledger";
import type { PoolClient } from "pg";
import { lockAppending, readLast } from "../storage/change.ts";
import type { Storage } from "../storage/storage.ts";
import type { Tables } from "../storage/tables.ts";
import { type Rebuilt, replayLog } from "./replay.ts";

/** How many differences are listed. */
const MAXIMUM_LISTED = 100;

const RECORD_STATE = [
  ...["id", "sequence", "content_sequence", "channel", "lane", "state", "delivery"],
  ...["reference", "outcome", "replaced_by", "replaces"],
];
const DELIVERY_STATE = [
  ...["id", "sequence", "channel", "delivery_key", "state"],
  ...["sha256", "planned", "attempts", "intended_at"],
];

interface Compared {
  readonly subject: LedgerDifference["subject"];
  readonly kept: string;
  readonly rebuilt: string;
  readonly columns: readonly string[];
}

interface DifferenceRow {
  readonly id: string;
  readonly kept: string | null;
  readonly rebuilt: string | null;
  readonly count: string;
}

async function compare(
  client: PoolClient,
  { subject, kept, rebuilt, columns }: Compared,
): Promise<{ readonly count: number; readonly differences: readonly LedgerDifference[] }> {
  const row = (name: string) => `ROW(${columns.map((column) => `${name}.${column}`).join(", ")})`;
  const json = (name: string) => `(to_jsonb(${name}) - 'token')`;
  const { rows } = await client.query<DifferenceRow>(
    `SELECT coalesce(k.id, n.id) AS id, ${json("k")}::text AS kept, ${json("n")}::text AS rebuilt,
       count(*) OVER () AS count
     FROM ${kept} k FULL JOIN ${rebuilt} n ON n.id = k.id
     WHERE k.id IS NULL OR n.id IS NULL OR ${row("k")} IS DISTINCT FROM ${row("n")}
     ORDER BY 1 LIMIT ${MAXIMUM_LISTED}`,
  );
  const differences = rows.map((found) => ({
    subject,
    id: found.id,
    ...(found.kept === null ? {} : { kept: found.kept }),
    ...(found.rebuilt === null ? {} : { rebuilt: found.rebuilt }),
  }));
  return { count: Number(rows[0]?.count ?? 0), differences };
}

async function compareAll(
  client: PoolClient,
  tables: Tables,
  rebuilt: Rebuilt,
): Promise<Omit<LedgerVerification, "entries">> {
  const records = await compare(client, {
    subject: "record",
    kept: tables.records,
    rebuilt: rebuilt.records,
    columns: RECORD_STATE,
  });
  const deliveries = await compare(client, {
    subject: "delivery",
    kept: tables.deliveries,
    rebuilt: rebuilt.deliveries,
    columns: DELIVERY_STATE,
  });
  return {
    differenceCount: records.count + deliveries.count,
    differences: [...records.differences, ...deliveries.differences].slice(0, MAXIMUM_LISTED),
  };
}

async function replace(client: PoolClient, tables: Tables, rebuilt: Rebuilt): Promise<void> {
  const [records, deliveries] = [RECORD_STATE.join(", "), DELIVERY_STATE.join(", ")];
  const changed = DELIVERY_STATE.filter((name) => name !== "id");
  // The tokens of claims are no part of the log and stay.
  await client.query(
    `DELETE FROM ${tables.records};
     INSERT INTO ${tables.records} (${records}) SELECT ${records} FROM ${rebuilt.records};
     DELETE FROM ${tables.deliveries} WHERE id NOT IN (SELECT id FROM ${rebuilt.deliveries});
     INSERT INTO ${tables.deliveries} (${deliveries}) SELECT ${deliveries} FROM ${rebuilt.deliveries}
     ON CONFLICT (id) DO UPDATE SET ${changed.map((name) => `${name} = excluded.${name}`).join(", ")}`,
  );
}

/** Nothing is appended while it runs; reading goes on. */
async function rederive(storage: Storage, isKept: boolean): Promise<LedgerVerification> {
  return storage.write(async (client) => {
    await lockAppending(client, storage);
    const horizon = await readLast(client, storage);
    const { tables, entries } = await replayLog(client, storage, { horizon });
    const compared = await compareAll(client, storage.tables, tables);
    if (!isKept) await replace(client, storage.tables, tables);
    return { entries, ...compared };
  });
}

/**
 * Makes the methods that derive the state from the log again.
 *
 * @param storage - The storage.
 * @returns The methods.
 */
export function createVerification(storage: Storage): Pick<Ledger, "rebuild" | "verify"> {
  return { verify: () => rederive(storage, true), rebuild: () => rederive(storage, false) };
}
