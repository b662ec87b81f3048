import { parseArgs } from "node:util";
import { playAnswers } from "./answers/play-answers.ts";
import { type CampaignOptions, runCampaign } from "./campaign.ts";
import { playCorrections } from "./corrections/play-crashes.ts";
import { describeCampaign, describeProgress, readCommit } from "./describe-campaign.ts";
import { KINDS } from "./oracle/judge.ts";
import { playSteps } from "./steps/play-steps.ts";

const help = `Usage: npm run campaign -- [steps | answers | corrections] [options]

Reports usage to twins of all channels under faults and kills of the process, and compares what
the twins hold with the input. Exit status: 0 when nothing is wrong, 1 when something is, 2 for
a bad command, 130 when it was ended early.

  steps        kills the process before and after every step of every operation instead
  corrections  lets a process die before and after every step of every correction instead
  answers      lets the first writes all go wrong, in one way after the other, instead; only
               --records is heeded

Options:
  --records N        records over all channels, at least (default 20000)
  --faults M         faults, at least (default 500)
  --kills K          kills, about (default one for every 25 faults)
  --seed S           what everything is drawn from (default 1)
  --round-records N  records of one round (default 10000)
  --round R          only this round, counted from 0
  --help             this text

Example:
  npm run campaign -- --records 1000000 --faults 10000 --seed 7
`;

function toNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new TypeError(`--${name} must be a whole number from ${least}`);
}

/** What is to be done. */
type Command = CampaignOptions & { readonly name: string };

const NAMES: ReadonlySet<string> = new Set(["answers", "campaign", "corrections", "steps"]);

function readName([name = "campaign", ...rest]: readonly string[]): string {
  if (!NAMES.has(name) || rest.length > 0) throw new TypeError(`Unexpected argument '${name}'`);
  return name;
}

function readCommand(): Command | undefined {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      records: { type: "string", default: "20000" },
      faults: { type: "string", default: "500" },
      kills: { type: "string" },
      seed: { type: "string", default: "1" },
      "round-records": { type: "string", default: "10000" },
      round: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const faults = toNumber("faults", values.faults, 0);
  const { kills = String(Math.ceil(faults / 25)), round } = values;
  return {
    name: readName(positionals),
    records: toNumber("records", values.records, 1),
    faults,
    kills: toNumber("kills", kills, 0),
    seed: toNumber("seed", values.seed, 0),
    roundRecords: toNumber("round-records", values["round-records"], 10),
    ...(round === undefined ? {} : { round: toNumber("round", round, 0) }),
  };
}

/** A first signal ends the campaign after its round; nobody is left waiting for a second. */
function endOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      console.error("Ends after this round. Once more ends it at once.");
      controller.abort();
    });
  }
  return controller.signal;
}

async function play(command: Command): Promise<number> {
  if (command.name === "steps") return playSteps(console.log);
  if (command.name === "corrections") return playCorrections(console.log);
  if (command.name === "answers") return playAnswers(command.records, console.log);
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1_000;
  const signal = endOnSignal();
  const result = await runCampaign({
    ...command,
    signal,
    onProgress: (so) => console.error(describeProgress(so, elapsed())),
  });
  const run = { seconds: elapsed(), commit: readCommit() };
  for (const line of describeCampaign(command, result, run)) console.log(line);
  if (KINDS.some((kind) => result.counts[kind] > 0)) return 1;
  return signal.aborted ? 130 : 0;
}

try {
  const command = readCommand();
  if (command === undefined) console.log(help);
  else process.exitCode = await play(command);
} catch (error) {
  // A bad command is a TypeError, by parseArgs or ours; anything else is a defect of the campaign.
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${help}`);
  process.exitCode = 2;
}
