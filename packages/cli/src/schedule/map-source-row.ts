import type { UsageRecord } from "@usage-billing/core";
import type { SourceRow } from "@usage-billing/sources";
import type { Configuration } from "../configuration/configuration.ts";
import type { ConfiguredSource } from "../configuration/sources.ts";
import { InvalidValue, type Mapping, toUsageRecord } from "../input/to-usage-record.ts";

/** Turns the rows of one source into usage records, as rows of a usage file are. */
export type MapSourceRow = (row: SourceRow) => UsageRecord;

/**
 * Makes the mapping of a source.
 *
 * @param configuration - The configuration.
 * @param name - The source's name.
 * @param source - The source.
 * @returns What turns a row into a record; it throws an {@link InvalidValue} when a value breaks a rule.
 */
export function createRowMapping(
  configuration: Pick<Configuration, "channels" | "source">,
  name: string,
  { channels, columns }: Pick<ConfiguredSource, "channels" | "columns">,
): MapSourceRow {
  const [only] = channels.length === 1 ? channels : [];
  const mapping: Mapping = {
    columns,
    source: configuration.source,
    channels: new Set(configuration.channels.keys()),
    ...(only === undefined ? {} : { defaultChannel: only }),
  };
  return ({ file, line, values }) => {
    const value = (column: string) => {
      const text = values[column];
      return text === "" ? undefined : text;
    };
    const record = toUsageRecord({ line, columns: Object.keys(values), value }, file, mapping);
    if (channels.includes(record.channel)) return record;
    const fix = `Correct the row, or add the channel to "sources.${name}.channels" in the configuration.`;
    const place = { column: columns.channel, rule: "channel-of-no-source", fix };
    throw new InvalidValue(
      place,
      `"${record.channel}" is no channel of the source ${name}, which has ${channels.join(", ")}`,
    );
  };
}
