import { loadConfiguration } from "../../configuration/load-configuration.ts";
import type { ConfiguredSource } from "../../configuration/sources.ts";
import type { CommandContext } from "../../context.ts";
import { formatTable } from "../../output/table.ts";

/** What `usage-billing sources list` takes. */
export interface SourcesListOptions {
  readonly config: string;
  readonly json?: boolean;
}

const COLUMNS = [
  { title: "source" },
  { title: "kind" },
  { title: "reads" },
  { title: "channels" },
  { title: "rolled up" },
] as const;

/** The kind of a source, and what of it people know it by. */
function describePlace({ files, command, sql }: ConfiguredSource): readonly [string, string] {
  if (files !== undefined) return ["files", [files].flat().join(", ")];
  if (command !== undefined) return ["command", command.argv.join(" ")];
  if (sql?.postgres !== undefined) return ["PostgreSQL", `$${sql.postgres}`];
  if (sql?.sqlite !== undefined) return ["SQLite", sql.sqlite];
  return ["DuckDB", sql?.duckdb ?? ""];
}

function describeRollUp({ rollUp, zone = "UTC" }: ConfiguredSource): string {
  return rollUp === undefined ? "" : `${rollUp.function} by ${rollUp.window}, ${zone}`;
}

/**
 * Shows the configured sources.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listSources(
  options: SourcesListOptions,
  context: CommandContext,
): Promise<void> {
  const { sources, file } = await loadConfiguration(options.config);
  const summaries = [...sources].map(([name, source]) => {
    const [kind, reads] = describePlace(source);
    return { source: name, kind, reads, channels: source.channels, rollUp: describeRollUp(source) };
  });
  if (options.json === true) context.print(JSON.stringify(summaries, undefined, 2));
  else if (summaries.length === 0) context.warn(`The configuration ${file} has no "sources".`);
  else {
    const rows = summaries.map(({ source, kind, reads, channels, rollUp }) => [
      ...[source, kind, reads, channels.join(", "), rollUp],
    ]);
    context.print(formatTable(COLUMNS, rows));
  }
}
