import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { MAXIMUM_BYTES } from "./usage-workbook-options.ts";

/**
 * Refuses a workbook that is too large to be uploaded.
 *
 * @param bytes - How many bytes it has.
 * @param maximumBytes - The most that is taken. Default: 50,000,000.
 * @throws {@link InvalidWorkbookError} When it has more.
 */
export function checkWorkbookSize(bytes: number, maximumBytes: number = MAXIMUM_BYTES): void {
  if (bytes <= maximumBytes) return;
  throw new InvalidWorkbookError(
    `the workbook has ${bytes} bytes, but only ${maximumBytes} are taken: split its rows over several files`,
  );
}
