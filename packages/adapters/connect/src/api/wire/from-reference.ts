import { type Present, present } from "./present.ts";
import { readObject, readText, type Word } from "./read-value.ts";

/** Something that an item of a list belongs to: an account, a product, a hub. */
export interface Reference {
  readonly id?: string;
  readonly name?: string;
}

/** A subscription. */
export interface AssetReference {
  /** The asset's id, `AS-…`. */
  readonly id?: string;
  /** The distributor's own id of it. */
  readonly externalId?: string;
  /** The distributor's own unique id of it. */
  readonly externalUid?: string;
  /** The value by which bills are compared, where the product has one. */
  readonly reconciliationId?: string;
}

/** What is counted. */
export interface ItemReference extends Reference {
  /** The id with underscores, `PRD_…`. */
  readonly localId?: string;
  /** The vendor's part number. */
  readonly mpn?: string;
  readonly unit?: string;
  /** How many decimals a quantity may have, however the channel spells it. */
  readonly decimals?: number;
  /** Whether it is counted (`ppu`, pay per use) or reserved. */
  readonly type?: Word<"ppu" | "reservation">;
}

/** The usage file that something belongs to. */
export interface FileReference extends Reference {
  readonly schema?: Word<"tr" | "pr" | "qt" | "cr">;
  /** ISO 4217. */
  readonly currency?: string;
}

/** The hub that a chunk is for. */
export interface Binding {
  readonly hub?: Reference;
  readonly externalId?: string;
}

function filled<Value extends object>(value: Value): Value | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/**
 * Reads a reference.
 *
 * @param value - What the channel answers.
 * @returns Id and name; nothing when it has neither.
 */
export function fromReference(value: unknown): Reference | undefined {
  const { id, name } = readObject(value);
  return filled(present({ id: readText(id), name: readText(name) }));
}

/**
 * Reads a reference to a subscription.
 *
 * @param value - What the channel answers.
 * @returns Its ids; nothing when it has none.
 */
export function fromAssetReference(value: unknown): AssetReference | undefined {
  const { id, external_id, external_uid, recon_id } = readObject(value);
  return filled(
    present({
      id: readText(id),
      externalId: readText(external_id),
      externalUid: readText(external_uid),
      reconciliationId: readText(recon_id),
    }),
  );
}

/** `integer`, `decimal(2)`, `decimal_2`, `Decimal(2)`. */
function readPrecision(value: unknown): number | undefined {
  const word = (readText(value) ?? "").toLowerCase();
  if (word === "integer") return 0;
  const digits = /^decimal[(_](\d+)\)?$/.exec(word)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Reads a reference to an item.
 *
 * @param value - What the channel answers.
 * @returns What it says; nothing when it says nothing.
 */
export function fromItemReference(value: unknown): ItemReference | undefined {
  const { id, name, local_id, mpn, unit, precision, type } = readObject(value);
  return filled(
    present({
      id: readText(id),
      name: readText(name),
      localId: readText(local_id),
      mpn: readText(mpn),
      unit: readText(unit),
      decimals: readPrecision(precision),
      type: readText(type)?.toLowerCase(),
    }),
  );
}

/**
 * Reads a reference to a usage file.
 *
 * @param value - What the channel answers.
 * @returns What it says; nothing when it says nothing.
 */
export function fromFileReference(value: unknown): FileReference | undefined {
  const { schema, currency } = readObject(value);
  const members: Present<{ schema: string | undefined; currency: string | undefined }> = present({
    schema: readText(schema)?.toLowerCase(),
    currency: readText(currency),
  });
  return filled({ ...fromReference(value), ...members });
}

/**
 * Reads what a chunk is bound to.
 *
 * @param value - What the channel answers.
 * @returns The hub; nothing when it says nothing.
 */
export function fromBinding(value: unknown): Binding | undefined {
  const { hub, external_id } = readObject(value);
  return filled(present({ hub: fromReference(hub), externalId: readText(external_id) }));
}
