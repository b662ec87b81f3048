import { hash } from "node:crypto";
import type { Delivery } from "@usage-billing/core";
import type { DeliveryResult } from "@usage-billing/ledger";
import { type Bare, openBare } from "../bare.ts";
import { fillLedger } from "../fill.ts";
import type { Figures } from "../ledger-process.ts";
import { BATCH, Moved, stagesOf } from "../moved.ts";
import { sampleDeliveries, sampleResults } from "../sample.ts";

/** Numbers of the states of records and deliveries in the file. */
const [SENDING, ACCEPTED] = [3, 4] as const;
const [OPEN, SETTLED] = [2, 5] as const;

/** After how many deliveries the ledger writes their ids down in order; until then they are in memory. */
const MERGED = 131_072;

/** A batch: the number of its first record and of its first delivery, and its deliveries. */
interface Batch {
  readonly record: number;
  readonly delivery: number;
  readonly deliveries: readonly Delivery[];
}

/** What a record's state gets: the same number for all, or one that grows with the record's own. */
function toValue(batch: Batch, first: number): readonly [base: number, slope: number] {
  return batch.deliveries.length === 1 ? [first, 0] : [first - batch.record, 1];
}

function listRecords({ record, deliveries }: Batch, index: number): string {
  const size = BATCH / deliveries.length;
  const from = record + index * size;
  return size === 1 ? `${from}` : `${from}-${from + size - 1}`;
}

/** What the ledger does when many deliveries have come. */
function prepareMerge(bare: Bare): () => void {
  const mark = "(SELECT seq FROM indexed WHERE subject = 'delivery')";
  const statements = [
    `INSERT OR IGNORE INTO lane_deliveries SELECT lane, seq FROM deliveries
      WHERE seq > ${mark} ORDER BY lane, seq`,
    `INSERT OR REPLACE INTO delivery_ids SELECT id, seq FROM deliveries
      WHERE seq > ${mark} ORDER BY id, seq`,
    "UPDATE indexed SET seq = (SELECT max(seq) FROM deliveries) WHERE subject = 'delivery'",
  ].map((sql) => bare.prepare(sql));
  return () => {
    for (const statement of statements) statement.run();
  };
}

function prepareIntents(bare: Bare): (batch: Batch) => void {
  const find = bare.prepare(
    "SELECT j.key, i.seq FROM json_each(?1) j CROSS JOIN delivery_ids i ON i.id = unhex(j.value)",
  );
  const load = bare.prepare(`SELECT j.key, r.seq, r.content, r.state, d.id AS delivery, r.outcome,
      r.reference, r.replaced_by AS replacedBy, r.replaces
    FROM json_each(?) j CROSS JOIN record_ids i ON i.id = unhex(j.value)
    CROSS JOIN records r ON r.seq = i.seq LEFT JOIN deliveries d ON d.seq = r.delivery`);
  const entry = bare.prepareInsert(
    "entries (seq, at, clock, kind, lane, body, bytes)",
    "?, ?, NULL, 'intent', ?, ?, ?",
  );
  const row = bare.prepareInsert("deliveries", `?, ?, ?, ${OPEN}, ?, 1, ?, ?, ?`);
  const open = bare.prepareInsert("open_deliveries", "?");
  const place = bare.prepare(
    `UPDATE records SET state = ${SENDING}, delivery = ? + seq * ? WHERE seq BETWEEN ? AND ?`,
  );
  const merge = prepareMerge(bare);
  let unmerged = 0;
  const lanes = new Map(
    bare
      .prepare("SELECT delivery_key, id FROM lanes")
      .all()
      .map((lane) => Object.values(lane) as [string, number]),
  );
  return (batch) => {
    const { record, delivery, deliveries } = batch;
    const at = Date.now();
    const ids = deliveries.map(({ records }) => records.map(({ recordId }) => recordId));
    find.all(JSON.stringify(deliveries.map(({ id }) => id)));
    load.all(JSON.stringify(ids.flat()));
    const bodies = deliveries.map(({ id, body }, index) => {
      const sha256 = hash("sha256", body, "hex");
      return JSON.stringify({ delivery: id, sha256, records: ids[index] });
    });
    const laneOf = ({ key }: Delivery): number => lanes.get(key) ?? 0;
    entry(
      deliveries.flatMap((one, index) => {
        return [delivery + index, at, laneOf(one), bodies[index] ?? "", one.body];
      }),
    );
    row(
      deliveries.flatMap((one, index) => {
        const [seq, id] = [delivery + index, Buffer.from(one.id, "hex")];
        const planned = one.records.length;
        return [seq, id, laneOf(one), planned, at, seq, listRecords(batch, index)];
      }),
    );
    open(deliveries.map((_, index) => delivery + index));
    place.run(...toValue(batch, delivery), record, record + BATCH - 1);
    unmerged += deliveries.length;
    if (unmerged < MERGED) return;
    merge();
    unmerged = 0;
  };
}

type Settle = (batch: Batch, results: readonly DeliveryResult[], first: number) => void;

function prepareOutcomes(bare: Bare): Settle {
  const entry = bare.prepareInsert(
    "entries (seq, at, clock, kind, delivery, body, previous)",
    "?, ?, NULL, 'outcome', ?, ?, ?",
  );
  const move = bare.prepare(
    `UPDATE records SET state = ${ACCEPTED}, outcome = ? + seq * ? WHERE seq BETWEEN ? AND ?`,
  );
  const settle = bare.prepare(
    `UPDATE deliveries SET state = ${SETTLED}, last = ? + seq WHERE seq BETWEEN ? AND ?`,
  );
  const close = bare.prepare("DELETE FROM open_deliveries WHERE seq BETWEEN ? AND ?");
  return (batch, results, first) => {
    const { record, delivery, deliveries } = batch;
    const at = Date.now();
    entry(
      results.flatMap(({ outcomes }, index) => {
        const seq = delivery + index;
        return [first + index, at, seq, JSON.stringify({ outcomes }), seq];
      }),
    );
    move.run(...toValue(batch, first), record, record + BATCH - 1);
    const last = delivery + deliveries.length - 1;
    settle.run(first - delivery, delivery, last);
    close.run(delivery, last);
  };
}

/** The statements of `moveRecords`, from the same deliveries, with nothing around them. */
export async function moveBare(count: number, file: string, size: number): Promise<Figures> {
  await fillLedger(count, file);
  const bare = await openBare(file);
  const [intend, settle] = [prepareIntents(bare), prepareOutcomes(bare)];
  const moved = new Moved();
  let sequence = count + 1;
  for (const stage of stagesOf(count)) {
    const batches = stage.map((from) => {
      const deliveries = sampleDeliveries(from, BATCH, size);
      const batch = { record: from + 1, delivery: sequence, deliveries };
      sequence += deliveries.length;
      return batch;
    });
    for (const batch of batches) {
      await moved.intents.time(() => bare.transact(() => intend(batch)));
    }
    for (const batch of batches) {
      const results = sampleResults(batch.deliveries);
      await moved.outcomes.time(() => bare.transact(() => settle(batch, results, sequence)));
      sequence += batch.deliveries.length;
    }
  }
  await bare.close();
  return moved.figuresOf(count);
}

/** A delivery for each record. */
export async function run(count: number, file: string): Promise<Figures> {
  return moveBare(count, file, 1);
}
