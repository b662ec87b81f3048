import type { TwoCheckoutCatalogue, TwoCheckoutSubscription } from "../catalogue/catalogue.ts";
import { Refusal } from "../server/exchange.ts";
import { problem } from "./problem.ts";

/** A subscription whose usage may be reported; without option codes any is taken. */
export type KnownSubscription = Omit<TwoCheckoutSubscription, "optionCodes"> & {
  readonly optionCodes?: readonly string[];
};

/**
 * Finds a subscription.
 *
 * @param reference - Its reference, from the path.
 * @param catalogue - The known subscriptions.
 * @returns The subscription.
 * @throws {@link Refusal} 400, as for a licence code that the merchant does not have.
 */
export function findSubscription(
  reference: string,
  catalogue: TwoCheckoutCatalogue,
): KnownSubscription {
  const found = catalogue.subscriptions.find(
    (subscription) => subscription.reference === reference,
  );
  if (found !== undefined) return found;
  if (catalogue.open === true && /^\w{1,50}$/.test(reference)) {
    return { reference, start: "1970-01-01", expiration: "9999-12-31" };
  }
  throw new Refusal(
    problem(400, "INVALID_SUBSCRIPTION", `The merchant has no subscription ${reference}.`),
  );
}

/**
 * Tells whether a time lies within a subscription.
 *
 * @param time - The account's time, `YYYY-MM-DD HH:MM:SS`.
 * @param subscription - Its first and last day.
 * @returns Whether it does.
 */
export function isWithin(time: string, { start, expiration }: KnownSubscription): boolean {
  return time >= `${start} 00:00:00` && time <= `${expiration} 23:59:59`;
}
