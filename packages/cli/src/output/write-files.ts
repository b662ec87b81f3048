import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CommandError } from "../command-error.ts";

/** A file to write, in pieces. */
export interface FileToWrite {
  /** The option that names it, for messages. */
  readonly option: string;
  /** Its path. */
  readonly file: string;
  readonly pieces: AsyncIterable<string> | Iterable<string>;
}

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "its folder is not there";
  if (code === "EISDIR" || code === "EBUSY" || code === "ENOTEMPTY") return "it is a folder";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "writing is not allowed";
  return code === "ENOSPC" ? "the disk is full" : message;
}

/** Only failures of the disk are the user's to mend; others, such as the ledger's, explain themselves. */
function isDisk(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

/**
 * Writes a file, over one that is there. It is complete or not there: until it is, another file beside it
 * takes the text.
 *
 * @param target - The file.
 * @throws {@link CommandError} When it cannot be written.
 */
export async function writeWholeFile({ option, file, pieces }: FileToWrite): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    const handle = await open(beside, "w");
    try {
      for await (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    if (!isDisk(error)) throw error;
    throw new CommandError(`${option} ${file} cannot be written: ${explain(error)}.`);
  }
}

/**
 * Makes sure that several options do not name one file.
 *
 * @param files - The paths by option; absent where an option was not given.
 * @throws {@link CommandError} When two are the same.
 */
export function requireDifferentFiles(files: Readonly<Record<string, string | undefined>>): void {
  const options = new Map<string, string>();
  for (const [option, file] of Object.entries(files)) {
    if (file === undefined) continue;
    const other = options.get(resolve(file));
    if (other !== undefined) throw new CommandError(`${other} and ${option} name the same file.`);
    options.set(resolve(file), option);
  }
}
