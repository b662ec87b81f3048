import { type HeldUsage, Quantity } from "@usage-billing/core";
import type { Usage } from "@usage-billing/twocheckout-client";
import type { AccountTime } from "./account-time.ts";
import { parseDescription } from "./description.ts";

/** A usage as 2Checkout answers it, with units as exact text and references as text or number. */
export type ExactUsage = Partial<
  Omit<Usage, "Units" | "UsageReference" | "RenewalOrderReference">
> & {
  readonly Units?: string;
  readonly UsageReference?: number | string;
  readonly RenewalOrderReference?: number | string | null;
};

/**
 * Gives an object's members the names of the document. Samples of 2Checkout's other transports begin
 * some of them with a small letter.
 *
 * @param usage - An object of an answer.
 * @returns The same with every name beginning with a capital letter.
 */
export function withCapitalNames(usage: object): ExactUsage {
  const members = Object.entries(usage).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    value,
  ]);
  return Object.fromEntries(members);
}

/** What stands where no renewal has billed the usage. */
const NOT_BILLED: ReadonlySet<number | string | null> = new Set([null, "", 0, "0"]);

/**
 * Maps what 2Checkout holds to the project's own words.
 *
 * @param usage - The usage.
 * @param place - The channel's id, the subscription that was asked for, and the account's time.
 * @returns The held usage.
 * @throws {@link InvalidQuantityError} | RangeError When the answer has no units or no times.
 * @throws TypeError When it has no reference.
 */
export function fromUsage(
  usage: ExactUsage,
  place: { readonly channel: string; readonly subscription: string; readonly time: AccountTime },
): HeldUsage {
  const { OptionCode, UsageStart = "", UsageEnd = "", RenewalOrderReference: order } = usage;
  const { recordId, note } = parseDescription(usage.Description);
  const isBilled = !NOT_BILLED.has(order ?? null);
  if (usage.UsageReference === undefined) throw new TypeError("a usage has no UsageReference");
  return {
    channel: place.channel,
    reference: String(usage.UsageReference),
    subscription: usage.SubscriptionReference ?? place.subscription,
    quantity: Quantity.parse(usage.Units ?? ""),
    period: place.time.fromAccount({ start: UsageStart, end: UsageEnd }),
    status: isBilled ? "billed" : "open",
    ...(OptionCode === undefined ? {} : { meter: OptionCode }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(note === undefined ? {} : { description: note }),
    ...(isBilled ? { billingReference: String(order) } : {}),
  };
}
