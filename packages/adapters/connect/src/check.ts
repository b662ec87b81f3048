import { checkRecord, type Problem, type UsageRecord } from "@usage-billing/core";
import { connectCapabilities } from "./capabilities.ts";
import { checkFileProperties } from "./check-file-properties.ts";
import { checkPeriod } from "./check-period.ts";
import { checkRating } from "./check-rating.ts";
import { checkText, type TextField } from "./check-text.ts";
import type { FileDefaults } from "./file-defaults.ts";
import { checkDynamicItem } from "./workbook/check-dynamic-item.ts";
import { checkReportingSchema } from "./workbook/reporting-schema.ts";

/** What the API's schemas say of notes and of every other text. */
const NOTE_LENGTH = 200;
const TEXT_LENGTH = 255;
const UNIT_LENGTH = 64;

function missing(field: "recordId" | "subscription", record: UsageRecord): readonly Problem[] {
  if (record[field] !== "") return [];
  return [
    { rule: "missing-text", field, message: `${field} is empty`, fix: `Map a column to ${field}.` },
  ];
}

/** The attributes that become cells: those of the vendor's own columns and of dynamic items. */
function columnTexts({ attributes = {} }: UsageRecord): readonly TextField[] {
  return Object.entries(attributes)
    .filter(([name]) => name.startsWith("v.") || name.startsWith("item_"))
    .map(([name, value]) => ({
      field: `attributes.${name}`,
      value,
      maximum: name === "item_unit" ? UNIT_LENGTH : TEXT_LENGTH,
    }));
}

function texts(record: UsageRecord): readonly Problem[] {
  const { recordId, subscription, meter, category, description } = record;
  return [
    { field: "recordId", value: recordId, maximum: TEXT_LENGTH },
    { field: "subscription", value: subscription, maximum: TEXT_LENGTH },
    { field: "meter", value: meter, maximum: TEXT_LENGTH },
    { field: "category", value: category, maximum: TEXT_LENGTH },
    { field: "description", value: description, maximum: NOTE_LENGTH },
    ...columnTexts(record),
  ].flatMap(checkText);
}

/**
 * Checks a record against all that is known of Connect before a request.
 *
 * @param record - The record.
 * @param defaults - The channel's options.
 * @returns Every problem found; empty when the record can be sent.
 */
export function checkConnectRecord(
  record: UsageRecord,
  defaults: FileDefaults,
): readonly Problem[] {
  return [
    ...missing("recordId", record),
    ...missing("subscription", record),
    ...checkRecord(record, connectCapabilities),
    ...checkFileProperties(record, defaults),
    ...checkPeriod(record, defaults.period),
    ...checkRating(record),
    ...(defaults.schema === undefined ? [] : checkReportingSchema(record, defaults.schema)),
    ...checkDynamicItem(record),
    ...texts(record),
  ];
}
