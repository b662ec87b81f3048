import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { MAXIMUM_BYTES } from "./usage-workbook-options.ts";

/** What is known of a workbook's size. */
export interface WorkbookSize {
  /** How many bytes it has, or had until now. */
  readonly bytes: number;
  /** Whether there may be more to come. */
  readonly isPart?: boolean;
  /** The most that is taken. Default: 50,000,000. */
  readonly maximumBytes?: number | undefined;
  /** What it is called, where it has a name. */
  readonly name?: string;
}

const count = (bytes: number): string => bytes.toLocaleString("en-US");

/**
 * Refuses a workbook that is too large to be uploaded.
 *
 * @param size - What is known of its size.
 * @throws {@link InvalidWorkbookError} When it has more bytes than are taken.
 */
export function checkWorkbookSize(size: WorkbookSize): void {
  const { bytes, isPart, maximumBytes = MAXIMUM_BYTES, name = "the workbook" } = size;
  if (bytes <= maximumBytes) return;
  const has = isPart === true ? `more than ${count(maximumBytes)}` : count(bytes);
  throw new InvalidWorkbookError(
    `${name} has ${has} bytes, and only ${count(maximumBytes)} are taken: split its rows over several files`,
  );
}

/**
 * Passes bytes on as long as they are not too many.
 *
 * @param bytes - The bytes of a workbook.
 * @param limit - The bound, and the workbook's name.
 * @returns The same bytes.
 * @throws {@link InvalidWorkbookError} When there are more than are taken.
 */
export async function* limitBytes(
  bytes: AsyncIterable<Uint8Array>,
  limit: Pick<WorkbookSize, "maximumBytes" | "name">,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    checkWorkbookSize({ ...limit, bytes: size, isPart: true });
    yield piece;
  }
}
