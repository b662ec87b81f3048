import type { Intake } from "@usage-billing/ledger";
import { type Bare, openBare } from "../bare.ts";
import type { Figures } from "../ledger-process.ts";
import { Stopwatch, sampleIntakes } from "../sample.ts";

const BATCH = 1_000;
const MAXIMUM_NEW = 131_072;

/** What is bound for one record. */
interface Row {
  readonly id: Buffer;
  readonly subscription: string;
  readonly body: string;
}

function toRows(intakes: readonly Intake[]): Row[] {
  return intakes.map(({ record }) => {
    const [start, end] = [record.period.start, record.period.end].map((time) =>
      new Date(time).toISOString().replace(".000Z", "Z"),
    );
    const { recordId, channel, subscription, meter, quantity, description } = record;
    const content = { recordId, channel, subscription, meter, quantity, period: { start, end } };
    const body = JSON.stringify({ ...content, description });
    return { id: Buffer.from(recordId, "hex"), subscription, body };
  });
}

function prepareTakeIn(bare: Bare): (rows: readonly Row[], sequence: number) => void {
  const find = bare.prepare(
    "SELECT j.key, i.seq FROM json_each(?1) j CROSS JOIN record_ids i ON i.id = unhex(j.value)",
  );
  const entry = bare.prepareInsert(
    "entries (seq, at, clock, kind, lane, body)",
    "?, ?, NULL, 'taken-in', ?, ?",
  );
  const record = bare.prepareInsert(
    "records (seq, id, lane, state, delivery, outcome)",
    "?, ?, ?, 2, ?, ?",
  );
  const addLane = bare.prepare(
    "INSERT INTO lanes (channel, delivery_key) VALUES ('rebilly', ?) RETURNING id",
  );
  const lanes = new Map<string, number>();
  const laneOf = (key: string): number => {
    const known = lanes.get(key) ?? Number(addLane.get(key)?.["id"]);
    lanes.set(key, known);
    return known;
  };
  return (rows, sequence) => {
    const at = Date.now();
    if (find.all(JSON.stringify(rows.map(({ id }) => id.toString("hex")))).length > 0) {
      throw new Error("a record is there already");
    }
    entry(rows.flatMap((row, index) => [sequence + index, at, laneOf(row.subscription), row.body]));
    record(
      rows.flatMap((row, index) => {
        const own = sequence + index;
        return [own, row.id, laneOf(row.subscription), own, own];
      }),
    );
  };
}

/** The statements of `take-in`, from the same records, with nothing around them. */
export async function run(count: number, file: string): Promise<Figures> {
  const bare = await openBare(file);
  const takeIn = prepareTakeIn(bare);
  const merge = `INSERT OR REPLACE INTO record_ids SELECT id, seq FROM records
    WHERE seq > (SELECT seq FROM indexed WHERE subject = 'record') ORDER BY id, seq;
    UPDATE indexed SET seq = (SELECT max(seq) FROM records) WHERE subject = 'record'`;
  const watch = new Stopwatch();
  let fresh = 0;
  for (let from = 0; from < count; from += BATCH) {
    const intakes = sampleIntakes(from, BATCH);
    await watch.time(() =>
      bare.transact(() => {
        takeIn(toRows(intakes), from + 1);
        fresh += BATCH;
        if (fresh < MAXIMUM_NEW) return;
        bare.database.exec(merge);
        fresh = 0;
      }),
    );
  }
  await bare.close();
  return { rate: watch.rateOf(count), processor: watch.processorOf(count) };
}
