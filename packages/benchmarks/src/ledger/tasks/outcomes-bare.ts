import { hash } from "node:crypto";
import type { Delivery } from "@usage-billing/core";
import type { DeliveryResult } from "@usage-billing/ledger";
import { type Bare, openBare } from "../bare.ts";
import { fillLedger } from "../fill.ts";
import type { Figures } from "../ledger-process.ts";
import { Stopwatch, sampleDeliveries, sampleResults } from "../sample.ts";

const BATCH = 100;
const MAXIMUM_NEW = 65_536;

/** What is bound for one record and its delivery. */
interface Row {
  readonly record: number;
  readonly recordId: string;
  readonly id: Buffer;
  readonly key: string;
  readonly intent: string;
  readonly bytes: Uint8Array;
  readonly reference: string;
  readonly outcome: string;
}

function toRows(
  from: number,
  deliveries: readonly Delivery[],
  results: readonly DeliveryResult[],
): Row[] {
  return deliveries.map(({ id, key, records, body }, index) => {
    const recordId = records[0]?.recordId ?? "";
    const sha256 = hash("sha256", body, "hex");
    const outcome = JSON.stringify(results[index]?.outcomes[0]);
    return {
      ...{ record: from + index + 1, recordId, id: Buffer.from(id, "hex"), key, outcome },
      ...{ intent: JSON.stringify({ delivery: id, sha256, records: [recordId] }), bytes: body },
      reference: `usage_${recordId}`,
    };
  });
}

function prepareIntents(bare: Bare): (rows: readonly Row[], sequence: number) => void {
  const find = bare.prepare(
    "SELECT j.key, i.seq FROM json_each(?1) j CROSS JOIN delivery_ids i ON i.id = unhex(j.value)",
  );
  const load = bare.prepare(`SELECT j.key, r.seq, r.content, r.state, d.id AS delivery, r.reference,
      r.outcome, r.replaced_by AS replacedBy, r.replaces
    FROM json_each(?) j CROSS JOIN record_ids i ON i.id = unhex(j.value)
    CROSS JOIN records r ON r.seq = i.seq LEFT JOIN deliveries d ON d.seq = r.delivery`);
  const entry = bare.prepareInsert(
    "entries (seq, at, clock, kind, lane, body, bytes)",
    "?, ?, NULL, 'intent', ?, ?, ?",
  );
  const delivery = bare.prepareInsert("deliveries", "?, ?, ?, 'sending', 1, 1, ?");
  const place = bare.prepare("UPDATE records SET state = 'sending', delivery = ? WHERE seq = ?");
  const lanes = new Map(
    bare
      .prepare("SELECT delivery_key, id FROM lanes")
      .all()
      .map((row) => Object.values(row) as [string, number]),
  );
  return (rows, sequence) => {
    const at = Date.now();
    find.all(JSON.stringify(rows.map(({ id }) => id.toString("hex"))));
    load.all(JSON.stringify(rows.map(({ recordId }) => recordId)));
    const laneOf = ({ key }: Row): number => lanes.get(key) ?? 0;
    entry(rows.flatMap((row, index) => [sequence + index, at, laneOf(row), row.intent, row.bytes]));
    delivery(rows.flatMap((row, index) => [sequence + index, row.id, laneOf(row), at]));
    for (const [index, { record }] of rows.entries()) place.run(sequence + index, record);
  };
}

function prepareOutcomes(bare: Bare): (rows: readonly Row[], sequence: number) => void {
  const entry = bare.prepareInsert(
    "entries (seq, at, clock, kind, lane, delivery, record, body)",
    "?, ?, NULL, 'outcome', NULL, ?, NULL, ?",
  );
  const move = bare.prepare(
    "UPDATE records SET state = 'accepted', reference = ?, outcome = ? WHERE seq = ?",
  );
  const settle = bare.prepare("UPDATE deliveries SET state = 'settled' WHERE seq = ?");
  return (rows, sequence) => {
    const at = Date.now();
    const first = sequence - rows.length;
    entry(
      rows.flatMap(({ outcome }, index) => {
        return [sequence + index, at, first + index, `{"outcomes":[${outcome}]}`];
      }),
    );
    for (const { reference, outcome, record } of rows) move.run(reference, outcome, record);
    for (const index of rows.keys()) settle.run(first + index);
  };
}

/** The statements of `outcomes`, from the same deliveries, with nothing around them. */
export async function run(count: number, file: string): Promise<Figures> {
  await fillLedger(count, file);
  const bare = await openBare(file);
  const [intend, settle] = [prepareIntents(bare), prepareOutcomes(bare)];
  const merge = `INSERT OR REPLACE INTO delivery_ids SELECT id, seq FROM deliveries
    WHERE seq > (SELECT seq FROM indexed WHERE subject = 'delivery') ORDER BY id, seq;
    UPDATE indexed SET seq = (SELECT max(seq) FROM deliveries) WHERE subject = 'delivery'`;
  const watch = new Stopwatch();
  let [sequence, fresh] = [count + 1, 0];
  for (let from = 0; from < count; from += BATCH) {
    const deliveries = sampleDeliveries(from, BATCH, 1);
    const results = sampleResults(deliveries);
    await watch.time(() => {
      const rows = toRows(from, deliveries, results);
      bare.transact(() => {
        intend(rows, sequence);
        fresh += BATCH;
        if (fresh < MAXIMUM_NEW) return;
        bare.database.exec(merge);
        fresh = 0;
      });
      sequence += BATCH;
      bare.transact(() => settle(rows, sequence));
      sequence += BATCH;
    });
  }
  await bare.close();
  return { rate: watch.rateOf(count), processor: watch.processorOf(count) };
}
