import { concatBytes } from "../../workbook/bytes.ts";
import { checkWorkbookSize, limitBytes } from "../../workbook/check-workbook-size.ts";
import { InvalidWorkbookError } from "../../workbook/invalid-workbook-error.ts";

/** A workbook to upload: its bytes, whole or in pieces. */
export type WorkbookSource = Uint8Array | Blob | AsyncIterable<Uint8Array>;

const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function toBytes(source: WorkbookSource, name: string): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (!(source instanceof Blob)) {
    return concatBytes(await Array.fromAsync(limitBytes(source, { name })));
  }
  checkWorkbookSize({ bytes: source.size, name });
  return source.bytes();
}

/**
 * Makes the part of a form that carries a workbook. A workbook that is too large, or is none, is
 * refused before anything is sent.
 *
 * @param source - The bytes.
 * @param title - The file's name without its ending.
 * @returns The part, named `….xlsx`.
 * @throws {@link InvalidWorkbookError} When it has more than 50,000,000 bytes, or is no workbook.
 */
export async function toWorkbookFile(source: WorkbookSource, title: string): Promise<File> {
  const name = `${title}.xlsx`;
  const bytes = await toBytes(source, name);
  checkWorkbookSize({ bytes: bytes.length, name });
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new InvalidWorkbookError(`${name} is no workbook: an XLSX file starts with "PK"`);
  }
  // A workbook never lies in shared memory.
  return new File([bytes as Uint8Array<ArrayBuffer>], name, { type: WORKBOOK_TYPE });
}
