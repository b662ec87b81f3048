import { toFileJson } from "../files/to-file-json.ts";
import type { UsageFile } from "../files/usage-file.ts";
import type { Filterable, Filterables } from "../rql/filterable.ts";

/** The part of an accepted file that one hub bills. The twin has one hub. */
export interface UsageChunk {
  readonly id: string;
  readonly file: UsageFile;
}

const HUB = { id: "HB-1000-0000", name: "Twin hub" };

/**
 * Makes the chunk of a file.
 *
 * @param file - Any file.
 * @returns The chunk; nothing until the file is accepted.
 */
export function toChunk(file: UsageFile): readonly UsageChunk[] {
  if (file.status !== "accepted" && file.status !== "closed") return [];
  return [{ id: `${file.id.replace(/^UF/, "UFC")}-001`, file }];
}

const statusOf = ({ file }: UsageChunk): string => (file.status === "closed" ? "closed" : "ready");

/**
 * Writes a chunk as the API shows it.
 *
 * @param chunk - The chunk.
 * @returns A JSON value.
 */
export function toChunkJson(chunk: UsageChunk): Readonly<Record<string, unknown>> {
  const { file } = chunk;
  const { marketplace, provider, stats, schema } = toFileJson(file);
  return {
    id: chunk.id,
    status: statusOf(chunk),
    outdated: false,
    usagefile: { id: file.id, name: file.name, schema, currency: file.currency },
    binding: { hub: HUB },
    marketplace,
    provider,
    external_id: file.chunkNote ?? "",
    stats,
    events: file.events.closed === undefined ? {} : { closed: file.events.closed },
  };
}

const searched = (read: Filterable<UsageChunk>["read"]): Filterable<UsageChunk> => ({
  lookups: "text+null",
  isSearched: true,
  read,
});

/** The properties by which chunks can be filtered. */
export const chunkFilters: Filterables<UsageChunk> = {
  "binding.hub.id": searched(() => HUB.id),
  id: searched(({ id }) => id),
  "provider.id": searched(() => "PA-300-400"),
  status: { lookups: "text", read: statusOf },
  "usagefile.id": { ...searched(({ file }) => file.id), isOrderable: true },
};
