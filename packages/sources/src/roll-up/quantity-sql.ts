const INTEGER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const DECIMAL = /^DECIMAL\((\d+),(\d+)\)$/;

/** A cast to 38 digits takes a hundred times as long as one to 18, which holds most quantities. */
function castSql(name: string, decimals: number): string {
  const whole = `TRY_CAST(${name} AS DECIMAL(38, ${decimals}))`;
  if (decimals > 15) return whole;
  return `COALESCE(CAST(TRY_CAST(${name} AS DECIMAL(18, ${decimals})) AS DECIMAL(38, ${decimals})), ${whole})`;
}

/**
 * Writes SQL that reads a quantity exactly.
 *
 * @param name - The column, quoted.
 * @param type - Its type, as DuckDB calls it.
 * @param decimals - How many decimals quantities may have.
 * @returns SQL of a decimal, NULL for what is no plain decimal with so many decimals; undefined when the type does not hold decimals exactly.
 */
export function quantitySql(name: string, type: string, decimals: number): string | undefined {
  if (INTEGER.test(type)) return `CAST(${name} AS HUGEINT)`;
  const decimal = DECIMAL.exec(type);
  if (decimal !== null) {
    const isFine = Number(decimal[2]) <= decimals;
    const isExact = `${name} = CAST(${name} AS DECIMAL(38, ${decimals}))`;
    return isFine ? name : `CASE WHEN ${isExact} THEN ${name} END`;
  }
  if (type !== "VARCHAR") return undefined;
  // Casting alone would take 1e3 and 1_000, and would round what has more decimals.
  const plain = decimals === 0 ? "-?\\d+" : `-?\\d+(\\.\\d{1,${decimals}})?`;
  const isPlain = `regexp_full_match(${name}, '${plain}')`;
  return `CASE WHEN ${isPlain} THEN ${castSql(name, decimals)} END`;
}
