import { formatPeriod, type Period, UsageBillingError } from "@usage-billing/core";
import { calendarPieces, createSource } from "@usage-billing/sources";
import { EXIT } from "../../command-error.ts";
import { loadConfiguration } from "../../configuration/load-configuration.ts";
import type { ConfiguredSource } from "../../configuration/sources.ts";
import type { CommandContext } from "../../context.ts";
import { count } from "../../output/count.ts";
import { describeError } from "../../output/describe-error.ts";
import { readWindowOptions, requireSource } from "./require-source.ts";

/** What `usage-billing sources check` takes. */
export interface SourcesCheckOptions {
  readonly config: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** What became of looking at a source. */
interface SourceCheck {
  readonly source: string;
  readonly window: string;
  readonly state: "ready" | "silent" | "failed";
  readonly columns: readonly string[];
  readonly reason?: string;
}

const LOOK_BACK = 70 * 86_400_000;

/** The last whole day of the source's calendar, or month where it is rolled up by months. */
function lastWindow({ rollUp, zone = "UTC" }: ConfiguredSource, now: number): Period {
  const unit = rollUp?.window === "month" ? "month" : "day";
  const pieces = calendarPieces({ start: now - LOOK_BACK, end: now }, unit, zone);
  const last = pieces.findLast(({ end }) => end <= now);
  if (last === undefined) throw new RangeError("there is a whole month within seventy days");
  return last;
}

/** The first column that records are made of and the source has not. */
function findMissing(source: ConfiguredSource, present: readonly string[]): string | undefined {
  const { columns, namedColumns, channels, period, rollUp } = source;
  if (rollUp !== undefined) return undefined;
  const ends = period === "window" ? [] : (["start", "end"] as const);
  const channel = channels.length > 1 ? (["channel"] as const) : [];
  const fields = ["subscription", "quantity", ...ends, ...channel, ...namedColumns] as const;
  return fields.map((field) => columns[field]).find((column) => !present.includes(column));
}

async function look(
  name: string,
  source: ConfiguredSource,
  { window, context }: { readonly window: Period; readonly context: CommandContext },
): Promise<SourceCheck> {
  const result = { source: name, window: formatPeriod(window), columns: [] };
  try {
    const variables = context.environment;
    const from = createSource(name, source, { folder: source.folder, variables });
    const columns = await from.describeColumns(window, { signal: context.signal });
    if (columns.length === 0) return { ...result, state: "silent", reason: "it yields nothing" };
    const missing = findMissing(source, columns);
    if (missing === undefined) return { ...result, state: "ready", columns };
    const reason = `it has no column "${missing}"; it has ${columns.join(", ")}. Name the column under "sources.${name}.columns"`;
    return { ...result, state: "failed", columns, reason };
  } catch (error) {
    if (!UsageBillingError.isInstance(error)) throw error;
    return { ...result, state: "failed", reason: describeError(error) };
  }
}

function format({ source, window, state, columns, reason }: SourceCheck): string {
  if (state === "ready") return `${source}: ready, with ${columns.join(", ")}`;
  return state === "silent" ? `${source}: silent in ${window}` : `${source}: ${reason}`;
}

function statusOf(checks: readonly SourceCheck[]): number {
  if (checks.some(({ state }) => state === "failed")) return EXIT.badCommand;
  return checks.some(({ state }) => state === "silent") ? EXIT.open : EXIT.done;
}

/**
 * Reads the first row of sources, to see that they can be read and have the columns they need.
 *
 * @param names - The sources; all when empty.
 * @param options - The command's options.
 * @param context - Where output goes, and the signal that ends it.
 */
export async function checkSources(
  names: readonly string[],
  options: SourcesCheckOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const chosen = names.length === 0 ? [...configuration.sources.keys()] : names;
  const { from, to } = options;
  const asked =
    from === undefined || to === undefined ? undefined : readWindowOptions({ from, to });
  const now = context.now?.() ?? Date.now();
  const checks: SourceCheck[] = [];
  for (const name of chosen) {
    const source = requireSource(configuration, name);
    checks.push(await look(name, source, { window: asked ?? lastWindow(source, now), context }));
    context.signal.throwIfAborted();
  }
  if (options.json === true) context.print(JSON.stringify(checks, undefined, 2));
  else for (const check of checks) context.print(format(check));
  if (checks.length === 0) context.warn(`${count(0, "source")} in ${configuration.file}.`);
  context.end(statusOf(checks));
}
