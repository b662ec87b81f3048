import type { Filterable, Filterables } from "../rql/filterable.ts";
import { toFileJson } from "./to-file-json.ts";
import type { UsageFile } from "./usage-file.ts";

type FileFilter = Filterable<UsageFile>;

/** A member of a reference in the file's JSON, for example `vendor` and `id`. */
function fromJson(name: string, member: string): FileFilter["read"] {
  return (file) => {
    const reference = toFileJson(file)[name];
    const value: unknown = Reflect.get(Object(reference), member);
    return typeof value === "string" ? value : null;
  };
}

/** `name.id` and `name.name`, and the older `name_id`. */
function referenceFilters(name: string): Record<string, FileFilter> {
  const id: FileFilter = {
    lookups: "text+null",
    isSearched: true,
    read: fromJson(name, "id"),
  };
  const named: FileFilter = {
    lookups: "text+null",
    isSearched: true,
    isOrderable: true,
    read: fromJson(name, "name"),
  };
  return { [`${name}.id`]: id, [`${name}.name`]: named, [`${name}_id`]: id };
}

const contract: FileFilter = {
  lookups: "text+null",
  isSearched: true,
  read: (file) => file.contract.id,
};

/** The properties by which files can be filtered, as the API's own document lists them. */
export const fileFilters: Filterables<UsageFile> = {
  ...referenceFilters("marketplace"),
  ...referenceFilters("product"),
  ...referenceFilters("provider"),
  ...referenceFilters("vendor"),
  "contract.id": contract,
  distribution_contract_id: contract,
  "contract.name": {
    lookups: "text+null",
    isSearched: true,
    isOrderable: true,
    read: (file) => file.contract.name ?? null,
  },
  "created.at": {
    lookups: "range",
    isOrderable: true,
    read: (file) => file.events.created?.at ?? null,
  },
  environment: {
    lookups: "text",
    isSearched: true,
    isOrderable: true,
    read: () => "production",
  },
  external_id: { lookups: "text+null", isSearched: true, read: (file) => file.externalId },
  id: { lookups: "text+null", isSearched: true, isOrderable: true, read: (file) => file.id },
  name: { lookups: "text+null", isSearched: true, read: (file) => file.name },
  schema: {
    lookups: "text",
    isSearched: true,
    isOrderable: true,
    read: (file) => file.product.schema.toLowerCase(),
  },
  status: { lookups: "text", isOrderable: true, read: (file) => file.status },
};
