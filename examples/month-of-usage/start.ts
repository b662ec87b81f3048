// The main job: a month is reported day by day to three channels (local twins of them), with faults, a
// rejected file, late usage and a correction; it is billed, reconciled and stated, and in the end what was
// used is compared with what the channels hold. Exit status 0 only when every record is accounted for.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openMeters } from "./src/meters.ts";
import { Month } from "./src/month.ts";
import { MonthFailure, MonthInterrupted } from "./src/month-failure.ts";
import { playMonth } from "./src/play-month.ts";
import { makeSample } from "./src/sample.ts";
import { Stage } from "./src/stage.ts";
import { startTwins } from "./src/start-twins.ts";
import { installWorldClock } from "./src/world-clock.ts";

const here = import.meta.dirname;
const OWN_FOLDER = join(here, ".usage-billing");

/** Makes the folder of this month: the example's own is begun anew, another one has to be empty. */
function prepareFolder(chosen: string | undefined): string {
  if (chosen === undefined) rmSync(OWN_FOLDER, { recursive: true, force: true });
  const folder = chosen === undefined ? OWN_FOLDER : resolve(chosen);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new MonthFailure(`${folder} is not empty. Name a folder that is, or none.`);
  }
  mkdirSync(folder, { recursive: true });
  for (const file of ["usage-billing.config.json", "print-metered.mjs"]) {
    copyFileSync(join(here, file), join(folder, file));
  }
  return folder;
}

/** Plays the month in the present folder, which the paths of all commands are relative to. */
async function play(folder: string, options: { isFast: boolean; signal: AbortSignal }) {
  const twins = await startTwins(options.isFast);
  const meters = openMeters(folder);
  try {
    const stage = new Stage(twins, options);
    const { connect, rebilly, twocheckout } = twins;
    const places = [connect, rebilly, twocheckout].map(({ api, url }) => `${api} ${url}`);
    stage.say(`Local twins of the three APIs: ${places.join(", ")}`);
    stage.say(
      `What follows is typed in ${folder}; usage-billing.config.json there has the sources.`,
    );
    stage.say("--fast leaves out the pauses. Ctrl-C ends it; the next start begins anew.");
    await playMonth(new Month({ stage, meters }, makeSample()));
    return stage.commands;
  } finally {
    meters.close();
    await twins.close();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { fast: { type: "boolean", default: false }, folder: { type: "string" } },
  });
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => interruption.abort());
  }
  const from = process.cwd();
  const began = performance.now();
  try {
    const folder = prepareFolder(values.folder);
    process.chdir(folder);
    installWorldClock();
    const options = { isFast: values.fast, signal: interruption.signal };
    const commands = await play(folder, options);
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`\nEvery record is accounted for: ${commands} commands in ${seconds} seconds.`);
    console.log(`The statement as a web page: ${relative(from, join(folder, "october.html"))}`);
    return 0;
  } catch (error) {
    if (interruption.signal.aborted || error instanceof MonthInterrupted) {
      console.error("\nInterrupted. The next start begins the month anew.");
      return 130;
    }
    if (!(error instanceof MonthFailure)) throw error;
    console.error(`\nThe month did not go as it should. ${error.message}`);
    return 1;
  }
}

process.exitCode = await main();
