import type { UsageFileCreate, UsageFileUpdate } from "@usage-billing/connect-client";
import { UnsupportedOperationError } from "@usage-billing/core";
import type { TextField } from "../../check-text.ts";
import { checkTexts, NAME_LENGTH, NOTE_LENGTH } from "../check-notes.ts";
import { present } from "../wire/present.ts";

/** The days that a file is for, both included, UTC. */
export interface FilePeriod {
  /** The first day, `YYYY-MM-DD`. */
  readonly from: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly to: string;
}

/** What of a file can be changed while the vendor has it. */
export interface FileChange {
  /** Up to 200 characters. */
  readonly description?: string;
  /** A private note of the vendor's, up to 200 characters. */
  readonly note?: string;
  /** The days that it is for. */
  readonly period?: FilePeriod;
  /** The one currency of its amounts, ISO 4217. */
  readonly currency?: string;
  /** The vendor's own id of it; lists can be filtered by it. Up to 200 characters. */
  readonly externalId?: string;
}

/** A file to be made. */
export interface NewFile extends FileChange {
  /** The product's id, `PRD-…`. */
  readonly product: string;
  /** The distribution contract's id, `CRD-…`. */
  readonly contract: string;
  /** Up to 100 characters; the platform makes one from the period when there is none. */
  readonly name?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Rolls over what is no day of the calendar, which shows. */
function isDay(text: string): boolean {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function refuse(what: string, reason: string): never {
  throw new UnsupportedOperationError(`${what}: ${reason}`);
}

function checkPeriod(what: string, { from, to }: FilePeriod): void {
  const wrong = [from, to].find((day) => !isDay(day));
  if (wrong !== undefined) refuse(what, `"${wrong}" is no day as YYYY-MM-DD`);
  if (from > to) refuse(what, `the period ends on ${to}, before it starts on ${from}`);
}

function checkChange(what: string, change: FileChange): void {
  const { description, note, externalId, period, currency } = change;
  const texts: readonly TextField[] = [
    { field: "description", value: description, maximum: NOTE_LENGTH },
    { field: "note", value: note, maximum: NOTE_LENGTH },
    { field: "externalId", value: externalId, maximum: NOTE_LENGTH },
  ];
  checkTexts(what, texts);
  if (period !== undefined) checkPeriod(what, period);
  if (currency === undefined || /^[A-Z]{3}$/.test(currency)) return;
  refuse(what, `currency "${currency}" is no ISO 4217 code such as USD; a file has one`);
}

function checkIds(what: string, { product, contract }: NewFile): void {
  if (!/^[\w.-]{1,255}$/.test(product)) refuse(what, `product "${product}" is no product id`);
  if (!/^[\w.-]{1,255}$/.test(contract)) refuse(what, `contract "${contract}" is no contract id`);
  if (/^CRD-/i.test(product)) refuse(what, `product "${product}" is a contract's id`);
  if (/^PRD-/i.test(contract)) refuse(what, `contract "${contract}" is a product's id`);
}

/**
 * Makes the body that changes a file.
 *
 * @param id - The file, for errors.
 * @param change - What is changed; what is not there stays as it is.
 * @returns The body.
 * @throws {@link UnsupportedOperationError} When the channel would refuse it.
 */
export function toFileUpdate(id: string, change: FileChange): UsageFileUpdate {
  checkChange(`usage file ${id}`, change);
  const { description, note, period, currency, externalId } = change;
  return present({ description, note, period, currency, external_id: externalId });
}

/**
 * Makes the body that makes a file.
 *
 * @param file - The file.
 * @returns The body. Its description is an empty text where there is none: null is refused.
 * @throws {@link UnsupportedOperationError} When the channel would refuse it.
 */
export function toFileCreate(file: NewFile): UsageFileCreate {
  const what = "a new usage file";
  const { product, contract, name, period } = file;
  checkIds(what, file);
  checkTexts(what, [{ field: "name", value: name, maximum: NAME_LENGTH }]);
  if (!name && period === undefined) refuse(what, "it needs a name or a period");
  return {
    ...present({ name }),
    description: "",
    ...toFileUpdate("to be made", file),
    product: { id: product },
    contract: { id: contract },
  };
}
