import { Quantity } from "@usage-billing/core";
import { createSource } from "@usage-billing/sources";
import { OCTOBER } from "./write-events.ts";

/** What a roll-up found out. */
export interface RollUpFigures {
  /** From the source's making to its last row. */
  readonly seconds: number;
  readonly megabytes: number;
  readonly events: number;
  readonly rows: number;
  /** The exact sum of all rows. */
  readonly sum: string;
}

const [file = ""] = process.argv.slice(2);
const started = performance.now();
const rollUp = { function: "sum", time: "occurred", window: "day" } as const;
const configuration = { channels: ["connect"], files: file, rollUp };
const source = createSource("events", configuration, { folder: "/", variables: {} });
const reading = source.read(OCTOBER);
let sum = Quantity.zero;
for await (const { values } of reading) sum = sum.plus(Quantity.parse(values["quantity"] ?? ""));
const figures: RollUpFigures = {
  seconds: (performance.now() - started) / 1_000,
  megabytes: process.resourceUsage().maxRSS / 1_000,
  events: reading.summary.events,
  rows: reading.summary.rows,
  sum: sum.toString(),
};
console.log(JSON.stringify(figures));
