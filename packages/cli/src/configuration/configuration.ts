import type { RefusedFilePolicy } from "@usage-billing/reporter";
import type { Columns } from "../input/columns.ts";
import type { LedgerPlace } from "../ledger/ledger-place.ts";
import type { ConfiguredSource, SourceEntry } from "./sources.ts";

/** What every channel may be configured with. */
export interface CommonConfiguration {
  readonly baseUrl?: string;
  /** How many writes the account takes in how much time; what is known of the channel when left out. */
  readonly writeBudget?: "none" | { readonly requests: number; readonly seconds: number };
  /** How long after a write the channel may still not show it, in seconds. */
  readonly visibilityLagSeconds?: number;
  /** The same for a write whose end nobody waited for, in seconds. */
  readonly abandonedLagSeconds?: number;
}

/** A channel on CloudBlue Connect, as configured. */
export interface ConnectConfiguration extends CommonConfiguration {
  readonly api: "connect";
  readonly product?: string;
  readonly contract?: string;
  readonly currency?: string;
  readonly assetCriterion?: string;
  readonly itemCriterion?: "item.mpn" | "item.global_id" | "item.local_id";
  /** How the product is reported: quantities only, or rated by cost, by price or by tier. */
  readonly schema?: "QT" | "CR" | "PR" | "TR";
  /** The first and the last day that are reported, UTC, `YYYY-MM-DD`. */
  readonly period?: { readonly from: string; readonly to: string };
  /** Seconds to wait for a file to be processed. */
  readonly deadlineSeconds?: number;
}

/** A channel on Rebilly, as configured. */
export interface RebillyConfiguration extends CommonConfiguration {
  readonly api: "rebilly";
  readonly organizationId: string;
}

/** A channel on 2Checkout, as configured. */
export interface TwoCheckoutConfiguration extends CommonConfiguration {
  readonly api: "twocheckout";
  readonly merchantCode: string;
  /** IANA name of the account's time zone. */
  readonly timeZone: string;
  readonly algorithm?: "sha256" | "sha3-256";
}

/** One channel of the configuration. */
export type ChannelConfiguration =
  | ConnectConfiguration
  | RebillyConfiguration
  | TwoCheckoutConfiguration;

/** The ledger as configured: a file's path, or which kind of place it is. */
export type LedgerConfiguration =
  | string
  | { readonly file: string }
  | { readonly postgres: { readonly schema?: string } };

/** The contents of `usage-billing.config.json`; `configuration.schema.json` describes each member. */
export interface ConfigurationFile {
  readonly $schema?: string;
  readonly source?: string;
  readonly ledger?: LedgerConfiguration;
  readonly refusedFiles?: RefusedFilePolicy;
  readonly columns?: Partial<Columns>;
  readonly channels: Readonly<Record<string, ChannelConfiguration>>;
  readonly sources?: Readonly<Record<string, SourceEntry>>;
}

/** A configuration with its defaults filled in and its paths resolved. */
export interface Configuration {
  /** The configuration file's path. */
  readonly file: string;
  /** The name of what metered the usage. */
  readonly source: string;
  /** Where the ledger is kept. */
  readonly ledger: LedgerPlace;
  /** What happens when a channel refuses a file because of some rows; the reporter's default when left out. */
  readonly refusedFiles?: RefusedFilePolicy;
  /** Every column by field. */
  readonly columns: Columns;
  /** The fields whose column the file names, so that input must have it. */
  readonly namedColumns: readonly (keyof Omit<Columns, "attributes">)[];
  /** The channels by id. */
  readonly channels: ReadonlyMap<string, ChannelConfiguration>;
  /** Where usage comes from, by name. */
  readonly sources: ReadonlyMap<string, ConfiguredSource>;
}
