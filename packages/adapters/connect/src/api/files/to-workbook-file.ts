import { Buffer } from "node:buffer";
import { UnsupportedOperationError } from "@usage-billing/core";

/** A workbook to upload: its bytes, whole or in pieces. */
export type WorkbookSource = Uint8Array | Blob | AsyncIterable<Uint8Array>;

const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function tooLarge(name: string, size: string, maximum: number): UnsupportedOperationError {
  const limit = maximum.toLocaleString("en-US");
  return new UnsupportedOperationError(
    `${name} has ${size} bytes, and Connect takes ${limit}: split the records into several usage files`,
  );
}

async function gather(
  pieces: AsyncIterable<Uint8Array>,
  { name, maximum }: { readonly name: string; readonly maximum: number },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    parts.push(piece);
    size += piece.length;
    if (size > maximum)
      throw tooLarge(name, `more than ${maximum.toLocaleString("en-US")}`, maximum);
  }
  return Buffer.concat(parts, size);
}

/**
 * Makes the part of a form that carries a workbook. A workbook that is too large, or is none, is
 * refused before anything is sent.
 *
 * @param source - The bytes.
 * @param limits - The file's name without its ending, and the greatest size in bytes.
 * @returns The part, named `….xlsx`.
 * @throws {@link UnsupportedOperationError} When it is too large, or no workbook.
 */
export async function toWorkbookFile(
  source: WorkbookSource,
  limits: { readonly name: string; readonly maximum: number },
): Promise<File> {
  const name = `${limits.name}.xlsx`;
  const { maximum } = limits;
  const bytes =
    source instanceof Blob
      ? await source.bytes()
      : source instanceof Uint8Array
        ? source
        : await gather(source, { name, maximum });
  if (bytes.length > maximum) throw tooLarge(name, bytes.length.toLocaleString("en-US"), maximum);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new UnsupportedOperationError(`${name} is no workbook: an XLSX file starts with "PK"`);
  }
  // A workbook never lies in shared memory.
  return new File([bytes as Uint8Array<ArrayBuffer>], name, { type: WORKBOOK_TYPE });
}
