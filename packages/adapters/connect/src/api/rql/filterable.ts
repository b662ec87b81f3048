/** How a property can be compared. */
export type Lookup =
  | "eq"
  | "ne"
  | "like"
  | "ilike"
  | "in"
  | "out"
  | "null"
  | "ge"
  | "gt"
  | "le"
  | "lt";

/** The sets of comparisons that the API knows. */
export type LookupSet = "text" | "text+null" | "date+null" | "range";

/** What each set allows. */
export const lookupSets = {
  text: ["eq", "ne", "like", "ilike", "in", "out"],
  "text+null": ["eq", "ne", "like", "ilike", "in", "out", "null"],
  "date+null": ["eq", "ne", "ge", "gt", "le", "lt", "in", "out", "null"],
  range: ["ge", "gt", "le", "lt"],
} as const;

/** What is known of a property by which a list can be filtered. */
export interface FilterableProperty {
  /** How it can be compared. */
  readonly lookups: LookupSet;
  /** Whether the list can be ordered by it. */
  readonly order?: true;
  /** The values that the API's document names; others are possible. */
  readonly values?: readonly string[];
}

/**
 * The properties by which each list can be filtered and ordered, from version 37.0 of the API's
 * document. A property that is not here is refused by the API.
 */
export const filterable = {
  files: {
    "contract.id": { lookups: "text+null" },
    "contract.name": { lookups: "text+null", order: true },
    "created.at": { lookups: "range", order: true },
    distribution_contract_id: { lookups: "text+null" },
    environment: { lookups: "text", order: true, values: ["test", "preview", "production"] },
    external_id: { lookups: "text+null" },
    id: { lookups: "text+null", order: true },
    "marketplace.id": { lookups: "text+null" },
    "marketplace.name": { lookups: "text+null", order: true },
    marketplace_id: { lookups: "text+null" },
    name: { lookups: "text+null" },
    "product.id": { lookups: "text+null" },
    "product.name": { lookups: "text+null", order: true },
    product_id: { lookups: "text+null" },
    "provider.id": { lookups: "text+null" },
    "provider.name": { lookups: "text+null", order: true },
    provider_id: { lookups: "text+null" },
    schema: { lookups: "text", order: true, values: ["tr", "pr", "qt", "cr"] },
    status: {
      lookups: "text",
      order: true,
      values: [
        "draft",
        "uploading",
        "uploaded",
        "invalid",
        "processing",
        "ready",
        "rejected",
        "pending",
        "accepted",
        "closed",
        "deleted",
      ],
    },
    "vendor.id": { lookups: "text+null" },
    "vendor.name": { lookups: "text+null", order: true },
    vendor_id: { lookups: "text+null" },
  },
  records: {
    "asset.external_id": { lookups: "text+null" },
    "asset.external_uid": { lookups: "text+null" },
    "asset.id": { lookups: "text+null" },
    asset_external_id: { lookups: "text+null" },
    asset_external_uid: { lookups: "text+null" },
    asset_id: { lookups: "text+null" },
    created_time: { lookups: "date+null", order: true },
    end_date: { lookups: "date+null" },
    "hub.id": { lookups: "text+null" },
    "item.id": { lookups: "text+null" },
    item_id: { lookups: "text+null" },
    part_usage_file__hub__id: { lookups: "text+null" },
    "product.id": { lookups: "text+null" },
    product_id: { lookups: "text+null" },
    start_date: { lookups: "date+null" },
    status: {
      lookups: "text+null",
      order: true,
      values: ["valid", "invalid", "approved", "rejected", "closed"],
    },
    usage_file: { lookups: "text+null" },
    usage_start_time: { lookups: "date+null", order: true },
    "usagefile.id": { lookups: "text+null" },
    "usagefile.schema": { lookups: "text", values: ["tr", "pr", "qt", "cr"] },
  },
  chunks: {
    "binding.hub.id": { lookups: "text+null" },
    id: { lookups: "text+null" },
    "provider.id": { lookups: "text+null" },
    status: { lookups: "text", values: ["draft", "ready", "closed", "failed"] },
    "usagefile.id": { lookups: "text+null", order: true },
  },
  reconciliations: {
    "binding.hub.id": { lookups: "text+null" },
    "partusagefile.id": { lookups: "text+null", order: true },
    "partusagefile.provider.id": { lookups: "text+null" },
    "usagefile.id": { lookups: "text+null", order: true },
  },
  aggregates: {
    "asset.external_uid": { lookups: "text+null" },
    "asset.id": { lookups: "text+null" },
    "item.id": { lookups: "text+null" },
    "item.local_id": { lookups: "text+null" },
    "item.type": { lookups: "text", values: ["Reservation", "PPU"] },
  },
  categories: {
    id: { lookups: "text" },
    name: { lookups: "text", order: true },
  },
  rules: {
    action: { lookups: "text", values: ["accept", "reject", "manual"] },
    id: { lookups: "text+null" },
    "item.id": { lookups: "text+null", order: true },
    "item.name": { lookups: "text+null" },
    rule: { lookups: "text+null" },
    scope: { lookups: "text", values: ["record", "file"] },
    status: { lookups: "text", values: ["active", "deleted"] },
  },
} as const;

/** A list of the API that can be filtered. */
export type ListName = keyof typeof filterable;

type Properties<List extends ListName> = (typeof filterable)[List];

/** A property by which a list can be filtered. */
export type FilterProperty<List extends ListName> = keyof Properties<List> & string;

type LookupsOf<Facts> = Facts extends { readonly lookups: infer Name extends LookupSet }
  ? (typeof lookupSets)[Name][number]
  : never;

/** A property of a list that can be compared in a certain way. */
export type PropertyWith<List extends ListName, Way extends Lookup> = {
  [Name in FilterProperty<List>]: Way extends LookupsOf<Properties<List>[Name]> ? Name : never;
}[FilterProperty<List>];

type OrderedProperty<List extends ListName> = {
  [Name in FilterProperty<List>]: Properties<List>[Name] extends { readonly order: true }
    ? Name
    : never;
}[FilterProperty<List>];

/** A property by which a list can be ordered; with a dash in front, from the greatest down. */
export type Ordering<List extends ListName> = OrderedProperty<List> | `-${OrderedProperty<List>}`;

type ValueOfFacts<Facts> = Facts extends { readonly values: readonly (infer Word)[] }
  ? Word | (string & {})
  : Facts extends { readonly lookups: "date+null" | "range" }
    ? string | number
    : string;

/** What a property can be compared with: text; for times also an instant in epoch milliseconds, UTC. */
export type FilterValue<List extends ListName, Name extends FilterProperty<List>> = ValueOfFacts<
  Properties<List>[Name]
>;
