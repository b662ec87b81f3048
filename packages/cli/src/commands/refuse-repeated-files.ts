import { statSync } from "node:fs";
import { CommandError } from "../command-error.ts";

/** What is the same for every name of one file; the name itself where there is no file. */
function identify(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? file : `${stats.dev}:${stats.ino}`;
}

/**
 * Makes sure that no file is named twice in one command, by whatever names.
 *
 * @param files - The files as the user named them.
 * @throws {@link CommandError} When two names are one file.
 */
export function refuseRepeatedFiles(files: readonly string[]): void {
  const firsts = new Map<string, string>();
  for (const file of files) {
    const identity = identify(file);
    const first = firsts.get(identity);
    firsts.set(identity, file);
    if (first === undefined) continue;
    const names = first === file ? `${file} is named twice` : `${first} and ${file} are one file`;
    throw new CommandError(`${names}. Nothing was sent; name it once.`);
  }
}
