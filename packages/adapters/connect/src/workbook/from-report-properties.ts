import { type Instant, UsageBillingError } from "@usage-billing/core";
import { fromTimeCell } from "./from-cell.ts";

/** An object that a report names. */
export interface NamedObject {
  /** Its id at the platform. */
  readonly id?: string;
  /** Its name. */
  readonly name?: string;
}

/** What the sheet `general` says of a usage file. */
export interface ReportProperties {
  /** The usage file, for example `UF-2021-06-5788-2353`. */
  readonly id?: string;
  /** Its name. */
  readonly name?: string;
  /** The vendor's note. */
  readonly note?: string;
  /** Its state in the platform's words. */
  readonly status?: string;
  /** The beginning of the period, UTC. */
  readonly start?: Instant;
  /** The end of the period as the file says it, UTC; usually the last second. */
  readonly end?: Instant;
  /** How many rows are valid. */
  readonly validRecords?: number;
  /** How many rows are not. */
  readonly invalidRecords?: number;
  /** The product's reporting schema, in capitals. */
  readonly schema?: string;
  /** The currency, ISO 4217; in rated files. */
  readonly currency?: string;
  /** The product. */
  readonly product: NamedObject;
  /** The marketplace. */
  readonly marketplace: NamedObject;
  /** The vendor's account. */
  readonly vendor: NamedObject;
  /** The distributor's account; `provider_…` in older files. */
  readonly distributor: NamedObject;
  /** The distribution contract. */
  readonly contract: NamedObject;
  /** The hub; in chunks. */
  readonly hub: NamedObject;
  /** All of it by the platform's names. */
  readonly values: ReadonlyMap<string, string>;
}

type Values = ReadonlyMap<string, string>;

const NUMBER = /^\d{1,15}$/;

function textOf(values: Values, ...names: readonly string[]): string | undefined {
  return names.map((name) => values.get(name)?.trim()).find((text) => text);
}

/** An object with the members that have a value. */
function present<Fields extends Readonly<Record<string, unknown>>>(
  fields: Fields,
): { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as ReturnType<typeof present<Fields>>;
}

function objectOf(values: Values, ...stems: readonly string[]): NamedObject {
  const of = (member: string): string | undefined =>
    textOf(values, ...stems.map((stem) => `${stem}_${member}`));
  return present({ id: of("id"), name: of("name") });
}

function numberOf(values: Values, name: string): number | undefined {
  const text = textOf(values, name) ?? "";
  return NUMBER.test(text) ? Number(text) : undefined;
}

function timeOf(values: Values, name: string): Instant | undefined {
  const text = textOf(values, name);
  try {
    return text === undefined ? undefined : fromTimeCell(text);
  } catch (error) {
    if (UsageBillingError.isInstance(error)) return undefined;
    throw error;
  }
}

/**
 * Reads the properties of a report.
 *
 * @param values - The values of the sheet `general` by their names.
 * @returns The properties; one that is missing or not readable gives no member.
 */
export function fromReportProperties(values: ReadonlyMap<string, string>): ReportProperties {
  return {
    ...present({
      id: textOf(values, "report_id"),
      name: textOf(values, "report_name"),
      note: textOf(values, "report_note"),
      status: textOf(values, "status")?.toLowerCase(),
      start: timeOf(values, "report_start_time_utc"),
      end: timeOf(values, "report_end_time_utc"),
      validRecords: numberOf(values, "valid_records"),
      invalidRecords: numberOf(values, "invalid_records"),
      schema: textOf(values, "usage_schema")?.toUpperCase(),
      currency: textOf(values, "currency"),
    }),
    product: objectOf(values, "product"),
    marketplace: objectOf(values, "marketplace"),
    vendor: objectOf(values, "vendor_account"),
    distributor: objectOf(values, "distributor_account", "provider_account"),
    contract: objectOf(values, "distribution_contract"),
    hub: objectOf(values, "hub"),
    values,
  };
}
