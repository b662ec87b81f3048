import { UnsupportedOperationError } from "@usage-billing/core";
import type { Api } from "../connect-call.ts";
import { type DownloadOptions, downloadSigned } from "../downloads/download.ts";
import { pathId } from "../path-id.ts";
import { readFile } from "./call-file.ts";
import type { ConnectFile } from "./from-usage-file.ts";

/** The workbooks that a file may have. */
export type FileWorkbook = "uploaded" | "processed" | "reconciliation";

/** A file's id, or the file as read a moment ago, whose links may work still. */
export type FileOrId = string | ConnectFile;

function linkOf(file: ConnectFile, which: FileWorkbook): string {
  const link = file[`${which}Link`];
  if (link !== undefined) return link;
  throw new UnsupportedOperationError(
    `usage file ${file.id} is ${file.status} and has no ${which} workbook`,
  );
}

/**
 * Fetches a workbook of a file by its signed link, without the API key.
 *
 * @param api - What the operations work with.
 * @param source - The file, and which of its workbooks.
 * @param options - Signal.
 * @returns The bytes.
 * @throws {@link UnsupportedOperationError} When the file has no such workbook.
 */
export async function downloadFile(
  api: Api,
  { file, which }: { readonly file: FileOrId; readonly which: FileWorkbook },
  options: DownloadOptions,
): Promise<Uint8Array> {
  const id = pathId(typeof file === "string" ? file : file.id, "usage file");
  const link = typeof file === "string" ? undefined : linkOf(file, which);
  const renew = async (): Promise<string> => linkOf(await readFile(api, id, options), which);
  return downloadSigned(api, { link, renew }, options);
}
