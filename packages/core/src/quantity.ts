import { InvalidQuantityError } from "./errors/invalid-quantity-error.ts";

const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const MAXIMUM_DIGITS = 38;

/** What {@link Quantity.carry} gives back: the part to report now and the part to keep. */
export interface CarriedQuantity {
  /** The part that has no more than the allowed decimals. */
  readonly reported: Quantity;
  /** The rest, of the same sign and smaller than the last allowed decimal. */
  readonly remainder: Quantity;
}

function explain(text: string): string {
  if (text.trim() === "") return "is empty";
  if (text !== text.trim()) return "has spaces around the number";
  if (/^[+-]?[\d.]+e[+-]?\d+$/i.test(text)) return "is in scientific notation";
  if (/^-?\d+,\d+$/.test(text)) return "has a comma where the decimal point belongs";
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return "has thousands separators";
  return "is not a plain decimal number";
}

/**
 * An exact decimal number: a quantity of usage, or an amount of money.
 *
 * Held as a scaled integer of any size, so parsing, adding and printing never round.
 * Trailing zeros do not count: `1.50` and `1.5` are the same quantity.
 *
 * @example
 * ```ts
 * const total = Quantity.parse("0.1").plus(Quantity.parse("0.2"));
 * total.toString(); // "0.3"
 * ```
 */
export class Quantity {
  /** The number zero. */
  static readonly zero: Quantity = new Quantity(0n, 0);

  // Private to the types only, so that test runners see a difference between two quantities.
  private readonly coefficient: bigint;
  private readonly scale: number;

  private constructor(coefficient: bigint, scale: number) {
    this.coefficient = coefficient;
    this.scale = scale;
  }

  /**
   * Reads a plain decimal such as `12`, `-3.5` or `0.001`.
   *
   * @param text - Digits with at most one point; no exponent, no separators, no spaces; at most 38 digits.
   * @returns The exact number.
   * @throws {@link InvalidQuantityError} When the text is anything else; the message says what is wrong.
   */
  static parse(text: string): Quantity {
    const match = PLAIN_DECIMAL.exec(text);
    if (match === null) throw new InvalidQuantityError(text, explain(text));
    const [, sign = "", whole = "", fraction = ""] = match;
    if (whole.length + fraction.length > MAXIMUM_DIGITS) {
      throw new InvalidQuantityError(text, `has more than ${MAXIMUM_DIGITS} digits`);
    }
    return Quantity.#of(BigInt(`${sign}${whole}${fraction}`), fraction.length);
  }

  static #of(coefficient: bigint, decimals: number): Quantity {
    let [value, scale] = [coefficient, decimals];
    while (scale > 0 && value % 10n === 0n) {
      value /= 10n;
      scale -= 1;
    }
    return new Quantity(value, scale);
  }

  /** How many decimals the number needs; `1.50` needs one. */
  get decimals(): number {
    return this.scale;
  }

  /** Whether the number is zero. */
  get isZero(): boolean {
    return this.coefficient === 0n;
  }

  /** Whether the number is below zero. */
  get isNegative(): boolean {
    return this.coefficient < 0n;
  }

  /**
   * Adds another number.
   *
   * @param other - The number to add.
   * @returns The exact sum.
   */
  plus(other: Quantity): Quantity {
    const decimals = Math.max(this.scale, other.scale);
    return Quantity.#of(this.#scaled(decimals) + other.#scaled(decimals), decimals);
  }

  /**
   * Subtracts another number.
   *
   * @param other - The number to subtract.
   * @returns The exact difference.
   */
  minus(other: Quantity): Quantity {
    return this.plus(new Quantity(-other.coefficient, other.scale));
  }

  /**
   * Orders two numbers.
   *
   * @param other - The number to compare with.
   * @returns -1 when this number is smaller, 0 when equal, 1 when greater.
   */
  compare(other: Quantity): -1 | 0 | 1 {
    const decimals = Math.max(this.scale, other.scale);
    const [left, right] = [this.#scaled(decimals), other.#scaled(decimals)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }

  /**
   * Tells whether two numbers are equal.
   *
   * @param other - The number to compare with.
   * @returns Whether both stand for the same number.
   */
  equals(other: Quantity): boolean {
    return this.coefficient === other.coefficient && this.scale === other.scale;
  }

  /**
   * Tells whether the number can be written with so many decimals.
   *
   * @param decimals - How many decimals are allowed.
   * @returns Whether nothing would be cut off.
   */
  fits(decimals: number): boolean {
    return this.scale <= decimals;
  }

  /**
   * Splits the number into what can be reported with so many decimals and what is left for later.
   *
   * @param decimals - How many decimals the channel takes; a whole number of at least 0.
   * @returns Both parts; their sum is this number exactly.
   */
  carry(decimals: number): CarriedQuantity {
    if (this.fits(decimals)) return { reported: this, remainder: Quantity.zero };
    const cut = 10n ** BigInt(this.scale - decimals);
    const reported = Quantity.#of(this.coefficient / cut, decimals);
    return { reported, remainder: this.minus(reported) };
  }

  /**
   * Prints the number as a plain decimal, without exponent or trailing zeros.
   *
   * @returns Text that {@link Quantity.parse} reads back to the same number.
   */
  toString(): string {
    if (this.scale === 0) return this.coefficient.toString();
    const sign = this.isNegative ? "-" : "";
    const digits = (this.isNegative ? -this.coefficient : this.coefficient)
      .toString()
      .padStart(this.scale + 1, "0");
    const point = digits.length - this.scale;
    return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  /**
   * Gives the decimal text, so that JSON never carries the number as a binary float.
   *
   * @returns The same text as {@link Quantity.toString}.
   */
  toJSON(): string {
    return this.toString();
  }

  #scaled(decimals: number): bigint {
    return this.coefficient * 10n ** BigInt(decimals - this.scale);
  }
}
