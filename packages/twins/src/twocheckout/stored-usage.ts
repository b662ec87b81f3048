/** A usage as the twin holds it. */
export interface StoredUsage {
  readonly reference: number;
  readonly subscription: string;
  readonly optionCode: string;
  /** The account's time, `YYYY-MM-DD HH:MM:SS`. */
  readonly start: string;
  /** The account's time, `YYYY-MM-DD HH:MM:SS`. */
  readonly end: string;
  units: number;
  description: string | undefined;
  /** The order that billed it. */
  renewalOrder?: number;
}

/** What a new usage is made of. */
export type NewUsage = Pick<
  StoredUsage,
  "subscription" | "optionCode" | "start" | "end" | "units" | "description"
>;

/**
 * Writes a usage as the API shows it.
 *
 * @param usage - The stored usage.
 * @returns A JSON value; the order that billed it is there only once it is billed.
 */
export function toUsageJson(usage: StoredUsage): Readonly<Record<string, unknown>> {
  return {
    UsageReference: usage.reference,
    SubscriptionReference: usage.subscription,
    OptionCode: usage.optionCode,
    UsageStart: usage.start,
    UsageEnd: usage.end,
    Units: usage.units,
    Description: usage.description ?? "",
    ...(usage.renewalOrder === undefined ? {} : { RenewalOrderReference: usage.renewalOrder }),
  };
}
