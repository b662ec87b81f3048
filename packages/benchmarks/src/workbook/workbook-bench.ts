import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { formatTable } from "../format-table.ts";
import { median } from "../median.ts";
import { type Measurement, measure } from "./measure.ts";

/** A task with its name in the table. */
interface Entry {
  readonly label: string;
  readonly name: string;
  readonly rows: number;
}

const MILLION = 1_000_000;
const FEW = 10_000;

const OURS: Entry = { label: "streamWorkbook", name: "write-sheet", rows: MILLION };
const OURS_FEW: Entry = { label: "streamWorkbook", name: "write-sheet", rows: FEW };
const FLOOR: Entry = { label: "bare XML and zlib", name: "write-floor", rows: MILLION };
const EXCELJS: Entry = { label: "exceljs, streaming", name: "write-exceljs", rows: MILLION };

const ENTRIES: readonly Entry[] = [
  FLOOR,
  OURS,
  OURS_FEW,
  { label: "streamUsageWorkbooks", name: "write-records", rows: MILLION },
  EXCELJS,
  { label: "hucre, streaming", name: "write-hucre", rows: MILLION },
];

type Rounds = ReadonlyMap<Entry, readonly Measurement[]>;

interface Target {
  readonly label: string;
  readonly value: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

function measureAll(rounds: number, folder: string): Rounds {
  const measured = new Map<Entry, Measurement[]>(ENTRIES.map((entry) => [entry, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const entry of round % 2 === 0 ? ENTRIES : ENTRIES.toReversed()) {
      const file = join(folder, `${entry.name}.xlsx`);
      measured.get(entry)?.push(measure({ ...entry, file }));
    }
  }
  return measured;
}

/** The median of the rounds' ratios of what a row costs. */
function costRatio(rounds: Rounds, left: Entry, right: Entry): number {
  const costs = (entry: Entry) =>
    (rounds.get(entry) ?? []).map(({ seconds }) => seconds / entry.rows);
  const others = costs(right);
  return median(costs(left).map((cost, round) => cost / (others[round] ?? Number.NaN)));
}

function judge(rounds: Rounds): readonly Target[] {
  const memory = Math.max(...(rounds.get(OURS) ?? []).map(({ megabytes }) => megabytes));
  return [
    { label: "time, ours / bare XML and zlib", value: costRatio(rounds, OURS, FLOOR), atMost: 2 },
    { label: "time, exceljs / ours", value: costRatio(rounds, EXCELJS, OURS), atLeast: 2 },
    { label: "MB of memory, ours, greatest", value: memory, atMost: 256 },
    {
      label: "cost of a row, 1000000 / 10000",
      value: costRatio(rounds, OURS, OURS_FEW),
      atMost: 1.25,
    },
  ];
}

const isMet = ({ value, atMost = Number.POSITIVE_INFINITY, atLeast = 0 }: Target): boolean =>
  value <= atMost && value >= atLeast;

/** A million rows of 16 columns as a workbook, beside other writers and beside no workbook at all. */
export const workbookBench: Bench = {
  summary: "writing: 1,000,000 rows of 16 columns as a workbook, beside exceljs and hucre",
  run: async (rounds, print) => {
    const folder = mkdtempSync(join(tmpdir(), "usage-bench-"));
    try {
      const measured = measureAll(rounds, folder);
      const rows = [...measured].map(([{ label, rows: count }, runs]) => [
        label,
        String(count),
        median(runs.map(({ seconds }) => seconds)).toFixed(2),
        Math.max(...runs.map(({ megabytes }) => megabytes)).toFixed(0),
      ]);
      print(formatTable([`${rounds} rounds`, "rows", "s, median", "MB, greatest"], rows));
      const targets = judge(measured);
      const verdicts = targets.map((target) => [
        target.label,
        target.value.toFixed(2),
        target.atMost === undefined ? `>= ${target.atLeast}` : `<= ${target.atMost}`,
        isMet(target) ? "yes" : "NO",
      ]);
      print(`\n${formatTable(["target", "measured", "wanted", "met"], verdicts)}`);
      return targets.every(isMet);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
