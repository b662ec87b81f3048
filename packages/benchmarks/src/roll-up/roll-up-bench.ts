import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench } from "../bench.ts";
import { formatTable } from "../format-table.ts";
import { median } from "../median.ts";
import type { RollUpFigures } from "./roll-up-process.ts";
import { EVENTS, sumOfEvents, writeEvents } from "./write-events.ts";

const MEGABYTES = 1_000;
const FILES = [
  { file: "events.parquet", atMost: 10 },
  { file: "events.csv", atMost: 20 },
] as const;

const program = fileURLToPath(new URL("./roll-up-process.ts", import.meta.url));

function rollUp(path: string, expected: string): RollUpFigures {
  const options = ["--conditions=@usage-billing/source", program, path];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the roll-up ended with ${status}: ${stderr}`);
  const figures: RollUpFigures = JSON.parse(stdout);
  if (figures.events !== EVENTS) throw new Error(`${figures.events} events of ${EVENTS} counted`);
  if (figures.sum !== expected) throw new Error(`the sum is ${figures.sum}, not ${expected}`);
  return figures;
}

interface Target {
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
}

function targetsOf(folder: string, rounds: number): readonly Target[] {
  const thousandths = String(sumOfEvents());
  const expected = `${thousandths.slice(0, -3)}.${thousandths.slice(-3)}`.replace(/\.?0+$/, "");
  return FILES.flatMap(({ file, atMost }) => {
    const runs = Array.from({ length: rounds }, () => rollUp(join(folder, file), expected));
    const kind = file.split(".")[1];
    return [
      {
        what: `${kind}: seconds, median`,
        measured: median(runs.map((run) => run.seconds)),
        atMost,
      },
      {
        what: `${kind}: MB of memory, greatest`,
        measured: Math.max(...runs.map((run) => run.megabytes)),
        atMost: MEGABYTES,
      },
    ];
  });
}

/** Ten million raw events summed exactly by subscription, meter and day. */
export const rollUpBench: Bench = {
  summary: "sources: 10,000,000 raw events summed by subscription, meter and day",
  run: async (rounds, print) => {
    const folder = mkdtempSync(join(tmpdir(), "roll-up-bench-"));
    try {
      await writeEvents(folder);
      const targets = targetsOf(folder, rounds);
      const rows = targets.map(({ what, measured, atMost }) => [
        what,
        measured.toFixed(1),
        String(atMost),
        measured <= atMost ? "yes" : "NO",
      ]);
      const title = `${rounds} roll-ups of ${EVENTS} events`;
      print(formatTable([title, "measured", "at most", "met"], rows));
      return targets.every(({ measured, atMost }) => measured <= atMost);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
