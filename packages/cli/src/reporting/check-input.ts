import { type Stats, statSync } from "node:fs";
import type { Channel } from "@usage-billing/core";
import { formatInputProblem } from "@usage-billing/sources";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { CommandContext } from "../context.ts";
import { InputProblems } from "../input/input-problem.ts";
import { type InputOptions, UsageReader } from "../input/read-usage-records.ts";
import type { SeenRecords } from "../input/seen-records.ts";
import { count } from "../output/count.ts";
import type { Progress } from "../output/progress.ts";
import { InputPlan } from "./input-plan.ts";

/** What is read, and how. */
export interface InputRequest {
  /** The files, as the user gave them. */
  readonly files: readonly string[];
  /** The configuration. */
  readonly configuration: Configuration;
  /** The channels to report to, by id. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** The one channel asked for, if any: it stands in for rows that name none. */
  readonly onlyChannel?: string;
}

/** Input that was read whole, without a problem. */
export interface CheckedInput {
  /** What would be sent, and what cannot be. */
  readonly plan: InputPlan;
  /** The ids of every record. */
  readonly seen: Pick<SeenRecords, "has">;
  /** What each file looked like, to notice a change between two readings. */
  readonly fingerprints: ReadonlyMap<string, string>;
}

const SHOWN_PROBLEMS = 20;

/**
 * Tells what a file looks like from outside.
 *
 * @param file - The file's path.
 * @returns A text that differs when the file was written to; empty when there is no such file.
 */
export function fingerprint(file: string): string {
  const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.ino}:${stats.size}:${stats.mtimeMs}`;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Says how input is read for a request.
 *
 * @param request - The request.
 * @param problems - Where problems go.
 * @returns The options of a {@link UsageReader}.
 */
export function inputOptions(request: InputRequest, problems: InputProblems): InputOptions {
  const { configuration, onlyChannel } = request;
  const ids = [...configuration.channels.keys()];
  const defaultChannel = onlyChannel ?? (ids.length === 1 ? ids[0] : undefined);
  const { columns, namedColumns: named, source } = configuration;
  return {
    mapping: {
      columns,
      source,
      channels: new Set(ids),
      ...(defaultChannel === undefined ? {} : { defaultChannel }),
    },
    needs: { columns, named, channel: defaultChannel === undefined },
    problems,
  };
}

function refuse(problems: InputProblems): never {
  const lines = problems.listed.slice(0, SHOWN_PROBLEMS).map(formatInputProblem);
  const more = problems.count - lines.length;
  const rest = more > 0 ? [`… and ${count(more, "more problem")}`] : [];
  const summary = `Nothing was sent: the input has ${count(problems.count, "problem")}.`;
  throw new CommandError([...lines, ...rest, summary].join("\n"));
}

/**
 * Reads every file from beginning to end and checks every record, in bounded memory.
 *
 * @param request - What to read.
 * @param context - The signal that ends it.
 * @param progress - Is told how far it has come.
 * @returns The plan.
 * @throws {@link CommandError} When any file cannot be read whole; the message names each problem's place.
 */
export async function checkInput(
  request: InputRequest,
  context: Pick<CommandContext, "signal">,
  progress: Progress,
): Promise<CheckedInput> {
  const problems = new InputProblems();
  const plan = new InputPlan(request.channels);
  const reader = new UsageReader(inputOptions(request, problems));
  const fingerprints = new Map(request.files.map((file) => [file, fingerprint(file)]));
  const size = request.files.reduce((sum, file) => sum + sizeOf(file), 0);
  let bytes = 0;
  for (const file of request.files) {
    const pieces = reader.read(file, (count) => {
      bytes += count;
    });
    for await (const records of pieces) {
      context.signal.throwIfAborted();
      for (const record of records) plan.add(record);
      progress.update("reading", bytes, size);
    }
  }
  if (problems.count > 0) refuse(problems);
  return { plan, seen: reader.seen, fingerprints };
}
