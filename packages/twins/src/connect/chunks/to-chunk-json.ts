import { emptyTally } from "../files/drop-records.ts";
import { parties } from "../files/parties.ts";
import type { Filterable, Filterables } from "../rql/filterable.ts";
import type { UsageChunk } from "./usage-chunk.ts";

/**
 * Names a chunk's hub as the API does.
 *
 * @param chunk - The chunk.
 * @returns A JSON value.
 */
export function toBindingJson({ hub }: UsageChunk): Readonly<Record<string, unknown>> {
  return { hub: { id: hub.id, name: hub.name } };
}

/**
 * Writes a chunk as the API shows it.
 *
 * @param chunk - The chunk.
 * @returns A JSON value.
 */
export function toChunkJson(chunk: UsageChunk): Readonly<Record<string, unknown>> {
  const { file, records } = chunk;
  const tally = emptyTally();
  for (const { status } of records) tally[status] += 1;
  return {
    id: chunk.id,
    status: chunk.status,
    outdated: chunk.outdated,
    usagefile: {
      id: file.id,
      name: file.name,
      schema: file.product.schema.toLowerCase(),
      currency: file.currency,
    },
    binding: toBindingJson(chunk),
    marketplace: parties.marketplace,
    provider: parties.provider,
    external_id: chunk.externalId,
    ...(chunk.error === undefined ? {} : { error: { detail: chunk.error } }),
    stats: { uploaded: records.length, accepted: tally.approved, closed: tally.closed },
    events: chunk.events,
  };
}

const searched = (read: Filterable<UsageChunk>["read"]): Filterable<UsageChunk> => ({
  lookups: "text+null",
  isSearched: true,
  read,
});

/** The properties by which chunks can be filtered, as the API's own document lists them. */
export const chunkFilters: Filterables<UsageChunk> = {
  "binding.hub.id": searched(({ hub }) => hub.id),
  id: searched(({ id }) => id),
  "provider.id": searched(() => parties.provider.id),
  status: { lookups: "text", read: ({ status }) => status },
  "usagefile.id": { ...searched(({ file }) => file.id), isOrderable: true },
};
