import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Storage } from "./storage.ts";

function synchronize(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a consistent copy of the ledger. Nothing else happens to the ledger meanwhile, so that the copy
 * is the state between two commits; the copy gets its name when it is whole and on disk.
 *
 * @param storage - The storage.
 * @param file - A file that is not there yet; the folders on its path are made.
 * @throws {@link LedgerError} When the file is there.
 */
export function writeBackup(storage: Storage, file: string): void {
  const target = resolve(file);
  if (existsSync(target)) throw storage.failure(`is not copied to ${target}: that file is there`);
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.new`;
  rmSync(draft, { force: true });
  try {
    storage.database.prepare("VACUUM INTO ?").run(draft);
    synchronize(draft);
    linkSync(draft, target);
    synchronize(dirname(target));
  } finally {
    rmSync(draft, { force: true });
  }
}
