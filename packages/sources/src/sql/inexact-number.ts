import { UnreadableInput } from "../text/unreadable-input.ts";

/**
 * Refuses a column of binary floating-point numbers.
 *
 * @param file - The file, or what was asked.
 * @param column - The column's name.
 * @param type - What the database calls its type.
 * @returns The error to throw.
 */
export function inexactNumber(file: string, column: string, type: string): UnreadableInput {
  return new UnreadableInput({
    file,
    column,
    rule: "inexact-number",
    message: `is of type ${type}, which does not hold decimals exactly`,
    fix: `Store it as a decimal, or say in a query how it is rounded: CAST(${column} AS DECIMAL(18, 6)), in SQLite printf('%.6f', ${column})`,
  });
}
