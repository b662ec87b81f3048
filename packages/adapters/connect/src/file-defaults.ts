import type { UsageRecord } from "@usage-billing/core";
import type { FilePeriod } from "./api/files/to-file-body.ts";
import type { ReportingSchemaId } from "./workbook/reporting-schema.ts";

/** What a usage file is for, where the records do not say it themselves. */
export interface FileDefaults {
  /** The product that the usage belongs to, for example `PRD-276-377-545`; attribute `product` overrides it. */
  readonly product?: string;
  /** The distribution contract, for example `CRD-41560-05399-12345`; attribute `contract` overrides it. */
  readonly contract?: string;
  /** The currency of the file, ISO 4217; attribute `currency` overrides it. */
  readonly currency?: string;
  /** How subscriptions are named: `asset.id` or `parameter.<id>`; attribute `assetCriterion` overrides it. */
  readonly assetCriterion?: string;
  /** How meters are named: `item.mpn` (the default), `item.global_id` or `item.local_id`. */
  readonly itemCriterion?: string;
  /** The days that are reported, UTC, both included; when it is given, usage outside it is refused before anything is sent. */
  readonly period?: FilePeriod;
  /** The product's reporting schema; when it is given, amounts and tiers are checked against it. */
  readonly schema?: ReportingSchemaId;
}

/** The properties that all records of one usage file share. */
export type FileProperty = "product" | "contract" | "currency";

const ASSET_ID = /^AS-/;

/**
 * Reads a property that the whole file shares.
 *
 * @param record - A record of the file.
 * @param property - Which property.
 * @param defaults - The channel's options.
 * @returns The record's own value, else the option; nothing when neither is given.
 */
export function filePropertyOf(
  record: UsageRecord,
  property: FileProperty,
  defaults: FileDefaults,
): string | undefined {
  return record.attributes?.[property] || defaults[property] || undefined;
}

/**
 * Tells how a record names its subscription.
 *
 * @param record - The record.
 * @param defaults - The channel's options.
 * @returns The criterion; nothing when none is given and the subscription is not an asset id.
 */
export function assetCriterionOf(record: UsageRecord, defaults: FileDefaults): string | undefined {
  const given = record.attributes?.["assetCriterion"] || defaults.assetCriterion;
  return given || (ASSET_ID.test(record.subscription) ? "asset.id" : undefined);
}
