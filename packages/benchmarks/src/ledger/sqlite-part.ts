import { formatTable } from "../format-table.ts";
import { judgeRatio } from "../judge-ratio.ts";
import { median } from "../median.ts";
import type { LedgerPart } from "./ledger-part.ts";
import { runTask } from "./run-task.ts";

const RECORDS = 1_000_000;
const MOVED = 300_000;
const SMALL = 50_000;

/** The tasks of a round: what is done, and how much of it. */
const ROUND = [
  ["take-in", RECORDS],
  ["take-in-bare", RECORDS],
  ["outcomes", MOVED],
  ["outcomes-bare", MOVED],
  ["outcomes-together", MOVED],
  ["outcomes-together-bare", MOVED],
  ["small-commits", SMALL],
] as const;

type Samples = Map<string, number[]>;

/** Figures of every task by their names; others by their own. */
function toKey(name: string, figure: string): string {
  const whole = `${name}, with intents`;
  const keys: Readonly<Record<string, string>> = {
    ...{ rate: name, processor: `${name} processor` },
    ...{ whole, wholeProcessor: `${whole} processor` },
  };
  return keys[figure] ?? figure;
}

/** The lines of the table of rates: each task, and where it has one, the whole way from waiting to outcome. */
function toLines(samples: Samples): string[][] {
  return ROUND.slice(0, -1).flatMap(([name, count]) =>
    [name, `${name}, with intents`]
      .filter((line) => samples.has(line))
      .map((line) => {
        const rate = median(samples.get(line) ?? []);
        const processor = median(samples.get(`${line} processor`) ?? []);
        return [line, String(count), rate.toFixed(0), processor.toFixed(1)];
      }),
  );
}

function measureRounds(rounds: number): Samples {
  const samples: Samples = new Map();
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? ROUND : ROUND.toReversed();
    for (const [name, count] of order) {
      for (const [figure, value] of Object.entries(runTask(name, count))) {
        const key = toKey(name, figure);
        samples.set(key, [...(samples.get(key) ?? []), value]);
      }
    }
  }
  const { seconds = Number.NaN } = runTask("rebuild", RECORDS);
  return samples.set("rebuild", [seconds]);
}

/** One line of the table of targets. */
interface Line {
  readonly name: string;
  readonly measured: number;
  readonly digits: number;
  readonly wanted: string;
  readonly isMet: boolean;
}

function judge(samples: Samples): Line[] {
  const of = (name: string): number => median(samples.get(name) ?? []);
  const atLeast = (name: string, measured: number, least: number): Line => ({
    ...{ name, measured, digits: least < 10 ? 2 : 0 },
    ...{ wanted: `>= ${least}`, isMet: measured >= least },
  });
  const atMost = (name: string, measured: number, most: number): Line => ({
    ...{ name, measured, digits: 2, wanted: `<= ${most}`, isMet: measured <= most },
  });
  const ratioOf = (ours: string): number =>
    judgeRatio({ ours, peer: `${ours}-bare`, atLeast: 0.7 }, samples).ratio;
  return [
    atLeast("records/s taken in", of("take-in"), 80_000),
    atLeast("records/s from intent to outcome, one delivery each", of("outcomes"), 60_000),
    atLeast("records/s from intent to outcome, 100 in a delivery", of("outcomes-together"), 60_000),
    atMost("ms for a commit of 25 records, p99", of("p99"), 5),
    atLeast("taking in, ours / bare node:sqlite", ratioOf("take-in"), 0.7),
    atLeast("intent to outcome, one delivery each, ours / bare", ratioOf("outcomes"), 0.7),
    atLeast("intent to outcome, 100 in a delivery, ours / bare", ratioOf("outcomes-together"), 0.7),
    atMost(`memory after ${RECORDS} records / after half`, of("late") / of("early"), 1.25),
  ];
}

/** The ledger in an SQLite file. */
export const sqlitePart: LedgerPart = {
  run: async (rounds, print) => {
    const samples = measureRounds(rounds);
    const rows = toLines(samples);
    const heads = ["records", "records/s, median", "processor µs a record, median"];
    print(formatTable([`SQLite, ${rounds} rounds`, ...heads], rows));
    print(
      "\noutcomes: the intents of 10,000 records are committed, then their outcomes, 100 in a commit;" +
        "\nonly the commits of outcomes count, and those of intents as well in the lines that say so",
    );
    const [seconds = Number.NaN] = samples.get("rebuild") ?? [];
    print(`\nrebuild of ${RECORDS} facts, equal to before: ${seconds.toFixed(1)} s`);
    print(`memory after ${RECORDS} records: ${median(samples.get("late") ?? []).toFixed(0)} MB\n`);
    const lines = judge(samples);
    const targets = lines.map(({ name, measured, digits, wanted, isMet }) => [
      ...[name, measured.toFixed(digits), wanted, isMet ? "yes" : "NO"],
    ]);
    print(formatTable(["target", "measured", "wanted", "met"], targets));
    return lines.every(({ isMet }) => isMet);
  },
};
