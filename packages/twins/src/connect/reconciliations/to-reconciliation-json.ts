import { toBindingJson } from "../chunks/to-chunk-json.ts";
import type { ConnectState } from "../connect-state.ts";
import { parties } from "../files/parties.ts";
import type { Filterable, Filterables } from "../rql/filterable.ts";
import type { Reconciliation } from "./reconciliation.ts";

/**
 * Writes a reconciliation as the API shows it.
 *
 * @param held - The reconciliation.
 * @param state - The platform, for the file and the chunk.
 * @returns A JSON value; references are there once they are known.
 */
export function toReconciliationJson(
  held: Reconciliation,
  { files, chunks }: ConnectState,
): Readonly<Record<string, unknown>> {
  const file = files.get(held.file ?? "");
  const chunk = chunks.get(held.chunk ?? "");
  return {
    id: held.id,
    status: held.status,
    ...(file && {
      usagefile: {
        id: file.id,
        name: file.name,
        schema: file.product.schema.toLowerCase(),
        currency: file.currency,
      },
    }),
    ...(chunk && {
      partusagefile: { id: chunk.id, provider: parties.provider },
      binding: toBindingJson(chunk),
    }),
    ...(held.error === undefined ? {} : { error: { detail: held.error } }),
    notes: { uploaded: held.uploadNote, processing: held.processingNote },
    events: held.events,
  };
}

/**
 * Tells by which properties reconciliations can be filtered, as the API's own document lists them.
 *
 * @param state - The platform, for the chunks.
 * @returns The properties.
 */
export function reconciliationFilters({ chunks }: ConnectState): Filterables<Reconciliation> {
  const searched = (
    read: Filterable<Reconciliation>["read"],
    rest: { readonly isOrderable?: true } = {},
  ): Filterable<Reconciliation> => ({ lookups: "text+null", isSearched: true, read, ...rest });
  return {
    "binding.hub.id": searched(({ chunk }) => chunks.get(chunk ?? "")?.hub.id ?? null),
    "partusagefile.id": searched(({ chunk }) => chunk ?? null, { isOrderable: true }),
    "partusagefile.provider.id": searched(({ chunk }) =>
      chunk === undefined ? null : parties.provider.id,
    ),
    "usagefile.id": searched(({ file }) => file ?? null, { isOrderable: true }),
  };
}
