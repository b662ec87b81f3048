import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { AIMS, type Aimed } from "./fill-ledger.ts";
import { OCTOBER } from "./sample-month.ts";

const HOUR = 3_600_000;

/** Quantities up to eighteen digits, below zero too, with up to six decimals. */
const quantities = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, fraction]) => Quantity.parse(`${whole}.${String(fraction).padStart(6, "0")}`));

/** Periods around October 2026: many of them reach over its ends, some lie outside, some are instants. */
const periods = fc
  .tuple(fc.integer({ min: -60, max: 32 * 24 }), fc.integer({ min: 0, max: 72 }))
  .map(([start, length]) => ({
    start: OCTOBER.start + start * HOUR,
    end: OCTOBER.start + (start + length) * HOUR,
  }));

const record = fc.record({
  channel: fc.constantFrom("connect", "rebilly", "twocheckout"),
  subscription: fc.constantFrom("s1", "s2", "<s3>"),
  meter: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
  product: fc.option(fc.constantFrom("p", "q"), { nil: undefined }),
  quantity: quantities,
  period: periods,
  aim: fc.constantFrom(...AIMS),
});

/** Records of every kind, each with an id of its own. */
export const randomRecords: fc.Arbitrary<readonly Aimed[]> = fc
  .array(record, { minLength: 1, maxLength: 60 })
  .map((all) =>
    all.map(({ aim, meter, product, ...rest }, at) => ({
      record: {
        ...rest,
        recordId: `r${at}`,
        ...(meter === undefined ? {} : { meter }),
        ...(product === undefined ? {} : { attributes: { product } }),
      },
      aim,
    })),
  );
