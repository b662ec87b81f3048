import type { SourceEnvironment, UsageSource } from "../source.ts";
import type { SourceColumns, SourceConfiguration } from "../source-configuration.ts";
import { findTemplateProblem } from "../time/window-template.ts";
import type { RawRows, ReadingContext, ReadRaw } from "./raw-rows.ts";

/** What a kind of source is made of. */
export interface SourceSetup {
  /** The source's name. */
  readonly source: string;
  readonly configuration: SourceConfiguration;
  readonly columns: SourceColumns;
  readonly environment: SourceEnvironment;
}

const ENDS = ["start", "end"] as const;
const ALL = [...ENDS, "hour", "day", "month"] as const;

/**
 * Tells what kind of source a configuration is.
 *
 * @param configuration - The source's configuration.
 * @returns The kind.
 * @throws TypeError When it is none, or more than one.
 */
export function kindOf({ files, command, sql }: SourceConfiguration): UsageSource["kind"] {
  const kinds: UsageSource["kind"][] = [
    ...(files === undefined ? [] : (["files"] as const)),
    ...(command === undefined ? [] : (["command"] as const)),
    ...(["postgres", "sqlite", "duckdb"] as const).filter((name) => sql?.[name] !== undefined),
  ];
  const [kind, ...more] = kinds;
  if (kind === undefined || more.length > 0) {
    throw new TypeError(" must have exactly one of files, command, sql with one database");
  }
  return kind;
}

function checkTemplates({ files, command, sql }: SourceConfiguration): void {
  const texts = [
    ...[files ?? []].flat().map((text) => ({ member: "files", text, allowed: ALL })),
    ...(command?.argv ?? []).map((text) => ({ member: "command.argv", text, allowed: ENDS })),
    { member: "sql.query", text: sql?.query ?? "", allowed: ENDS },
  ];
  for (const { member, text, allowed } of texts) {
    const problem = findTemplateProblem(text, allowed);
    if (problem !== undefined) throw new TypeError(`.${member} ${problem}.`);
  }
}

// Each kind is loaded when it is read: who reads files needs no database driver in memory.
async function loadReader(setup: SourceSetup, kind: UsageSource["kind"]): Promise<ReadRaw> {
  if (setup.configuration.rollUp !== undefined) {
    const { createRollUp } = await import("../roll-up/roll-up.ts");
    return createRollUp(setup, setup.configuration.rollUp, () => loadPlain(setup, kind));
  }
  return loadPlain(setup, kind);
}

async function loadPlain(setup: SourceSetup, kind: UsageSource["kind"]): Promise<ReadRaw> {
  switch (kind) {
    case "files":
      return (await import("../files/read-files.ts")).createReadFiles(setup);
    case "command":
      return (await import("../command/read-command.ts")).createReadCommand(setup);
    case "postgres":
      return (await import("../sql/read-postgres.ts")).createReadPostgres(setup);
    case "sqlite":
      return (await import("../sql/read-sqlite.ts")).createReadSqlite(setup);
    case "duckdb":
      return (await import("../sql/read-duckdb.ts")).createReadDuckdb(setup);
  }
}

/**
 * Makes what reads the rows of a source.
 *
 * @param setup - The source's configuration and environment.
 * @returns Reads a window.
 * @throws TypeError When the configuration has no kind, several, or unknown placeholders.
 */
export function createReadRaw(setup: SourceSetup): ReadRaw {
  const kind = kindOf(setup.configuration);
  checkTemplates(setup.configuration);
  return async function* read(context: ReadingContext): AsyncGenerator<RawRows> {
    const reader = await loadReader(setup, kind);
    yield* reader(context);
  };
}
