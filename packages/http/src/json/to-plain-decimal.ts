const SCIENTIFIC = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/;

/** Longer numbers are no usage; they stay in scientific notation, which `Quantity.parse` refuses. */
const LARGEST_EXPONENT = 100;

/**
 * Writes a JSON number without an exponent.
 *
 * @param source - A number as it stands in JSON text.
 * @returns The same number as a plain decimal; the source itself when its exponent is beyond 100.
 */
export function toPlainDecimal(source: string): string {
  const match = SCIENTIFIC.exec(source);
  if (match === null) return source;
  const [, sign = "", whole = "", fraction = "", power = ""] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > LARGEST_EXPONENT) return source;
  const point = whole.length + exponent;
  const padded = (whole + fraction)
    .padEnd(point, "0")
    .padStart(whole.length + fraction.length - Math.min(point, 0), "0");
  const cut = Math.max(point, 0);
  const integer = padded.slice(0, cut).replace(/^0+(?=\d)/, "") || "0";
  const decimals = padded.slice(cut);
  return `${sign}${integer}${decimals === "" ? "" : `.${decimals}`}`;
}
