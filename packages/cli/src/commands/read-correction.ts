import { type Period, Quantity } from "@usage-billing/core";
import type { CorrectionChange } from "@usage-billing/reporter";
import { CommandError } from "../command-error.ts";
import { parseBillingPeriod } from "../input/parse-billing-period.ts";

/** The options that say what is to be otherwise. */
export interface CorrectionWords {
  readonly quantity?: string;
  readonly period?: string;
  readonly meter?: string;
  readonly delete?: boolean;
  /** The period in which another record makes up for what is missing. */
  readonly into?: string;
}

function readQuantity(text: string): Quantity {
  try {
    return Quantity.parse(text);
  } catch (error) {
    throw new CommandError(`--quantity: ${(error as Error).message}.`);
  }
}

function readPeriod(option: string, text: string): Period {
  try {
    return parseBillingPeriod(text);
  } catch (error) {
    throw new CommandError((error as Error).message.replace("--period", option));
  }
}

/**
 * Reads what is to be otherwise of a record.
 *
 * @param words - The options.
 * @returns The change.
 * @throws {@link CommandError} When none or more than one is given, or one cannot be read.
 */
export function readCorrection(words: CorrectionWords): CorrectionChange {
  const { quantity, period, meter, into } = words;
  const given = [quantity, period, meter, words.delete === true ? true : undefined];
  if (given.filter((value) => value !== undefined).length !== 1) {
    throw new CommandError(
      "Say what is to be otherwise, one at a time: --quantity Q, --period START/END, --meter M or --delete.",
    );
  }
  if (meter?.trim() === "") throw new CommandError("--meter needs the meter that is right.");
  return {
    ...(quantity === undefined ? {} : { quantity: readQuantity(quantity) }),
    ...(period === undefined ? {} : { period: readPeriod("--period", period) }),
    ...(meter === undefined ? {} : { meter: meter.trim() }),
    ...(words.delete === true ? { delete: true } : {}),
    ...(into === undefined ? {} : { into: readPeriod("--into", into) }),
  };
}
