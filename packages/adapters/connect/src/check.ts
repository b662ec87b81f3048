import { checkRecord, type Problem, type UsageRecord } from "@usage-billing/core";
import { connectCapabilities } from "./capabilities.ts";
import { checkFileProperties } from "./check-file-properties.ts";
import { checkRating } from "./check-rating.ts";
import { checkText } from "./check-text.ts";
import type { FileDefaults } from "./file-defaults.ts";

/** What the API's schemas say of notes and of every other text. */
const NOTE_LENGTH = 200;
const TEXT_LENGTH = 255;

function missing(field: "recordId" | "subscription", record: UsageRecord): readonly Problem[] {
  if (record[field] !== "") return [];
  return [
    { rule: "missing-text", field, message: `${field} is empty`, fix: `Map a column to ${field}.` },
  ];
}

function texts(record: UsageRecord): readonly Problem[] {
  const { recordId, subscription, meter, category, description } = record;
  return [
    { field: "recordId", value: recordId, maximum: TEXT_LENGTH },
    { field: "subscription", value: subscription, maximum: TEXT_LENGTH },
    { field: "meter", value: meter, maximum: TEXT_LENGTH },
    { field: "category", value: category, maximum: TEXT_LENGTH },
    { field: "description", value: description, maximum: NOTE_LENGTH },
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
    ...checkRating(record),
    ...texts(record),
  ];
}
