import { dirname, resolve } from "node:path";
import type { SourceConfiguration } from "@usage-billing/sources";
import type { Columns } from "../input/columns.ts";
import type { ScheduleEntry } from "./schedules.ts";

/** A source as the configuration file has it. */
export interface SourceEntry extends Omit<SourceConfiguration, "columns"> {
  readonly columns?: Partial<Columns>;
  /** When it is reported; by hand only when left out. */
  readonly schedule?: ScheduleEntry;
}

/** A source with its defaults filled in. */
export interface ConfiguredSource extends SourceConfiguration {
  /** When it is reported; by hand only when left out. */
  readonly schedule?: ScheduleEntry;
  /** The folder that its paths are relative to: that of the configuration. */
  readonly folder: string;
  /** Every column by field. */
  readonly columns: Columns;
  /** The fields whose column the configuration names, so that the source must have it. */
  readonly namedColumns: readonly (keyof Omit<Columns, "attributes">)[];
}

const KINDS = ["files", "command", "sql"] as const;
const DATABASES = ["postgres", "sqlite", "duckdb"] as const;
const QUERIES = ["query", "queryFile"] as const;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function requireOne(
  place: string,
  members: Readonly<Record<string, unknown>>,
  names: readonly string[],
): readonly string[] {
  const given = names.filter((name) => members[name] !== undefined);
  if (given.length === 1) return [];
  const found = given.length === 0 ? "none of them" : given.join(" and ");
  return [`${place} must have exactly one of ${names.join(", ")}; it has ${found}`];
}

function checkSql(place: string, { sql }: SourceEntry): readonly string[] {
  if (sql === undefined) return [];
  const members = { ...sql };
  return [
    ...requireOne(`${place}.sql`, members, DATABASES),
    ...requireOne(`${place}.sql`, members, QUERIES),
  ];
}

function checkRollUp(place: string, { rollUp, period }: SourceEntry): readonly string[] {
  if (rollUp === undefined) return [];
  const problems: string[] = [];
  const isUnique = rollUp.function === "unique-count";
  if (isUnique && rollUp.unique === undefined) {
    problems.push(`${place}.rollUp lacks "unique", the column whose different values are counted`);
  }
  if (!isUnique && rollUp.unique !== undefined) {
    problems.push(`${place}.rollUp has "unique", which only the function unique-count uses`);
  }
  if (period === "window") {
    problems.push(`${place}.period must be "columns": the roll-up gives each row its period`);
  }
  return problems;
}

function checkChannels(
  place: string,
  entry: SourceEntry,
  channels: ReadonlySet<string>,
): readonly string[] {
  return entry.channels
    .filter((channel) => !channels.has(channel))
    .map(
      (channel) =>
        `${place}.channels names "${channel}", which is no channel; "channels" has ${[...channels].join(", ")}`,
    );
}

/**
 * Finds what is wrong with the sources of a configuration beyond its schema.
 *
 * @param sources - The sources by name.
 * @param channels - The ids of the configuration's channels.
 * @returns What to do about each problem, by its member.
 */
export function checkSources(
  sources: Readonly<Record<string, SourceEntry>>,
  channels: ReadonlySet<string>,
): readonly string[] {
  return Object.entries(sources).flatMap(([name, entry]) => {
    const place = `sources.${name}`;
    const { zone } = entry;
    const badZone = zone !== undefined && !isZone(zone);
    return [
      ...requireOne(place, { ...entry }, KINDS),
      ...checkSql(place, entry),
      ...checkRollUp(place, entry),
      ...checkChannels(place, entry, channels),
      ...(badZone
        ? [`${place}.zone is "${zone}", which is no time zone; write one such as Europe/Madrid`]
        : []),
    ];
  });
}

/**
 * Fills in the defaults of a configuration's sources.
 *
 * @param file - The configuration file's path.
 * @param sources - The sources by name.
 * @param usual - The columns of the whole configuration, and which of them it names.
 * @returns The sources by name.
 */
export function toSources(
  file: string,
  sources: Readonly<Record<string, SourceEntry>>,
  usual: Pick<ConfiguredSource, "columns" | "namedColumns">,
): ReadonlyMap<string, ConfiguredSource> {
  const folder = dirname(resolve(file));
  return new Map(
    Object.entries(sources).map(([name, entry]) => {
      const { attributes = {}, ...own } = entry.columns ?? {};
      const columns: Columns = {
        ...usual.columns,
        ...own,
        attributes: { ...usual.columns.attributes, ...attributes },
      };
      const named = new Set([...usual.namedColumns, ...(Object.keys(own) as (keyof typeof own)[])]);
      return [name, { ...entry, folder, columns, namedColumns: [...named] }];
    }),
  );
}
