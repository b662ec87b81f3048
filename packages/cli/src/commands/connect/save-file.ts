import { randomUUID } from "node:crypto";
import { access, link, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../../command-error.ts";

/** What a command takes that writes a file. */
export interface SaveOptions {
  readonly out?: string;
  /** Whether a file that is there may be replaced. */
  readonly force?: boolean;
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "there is no such folder",
  EACCES: "it may not be written there",
  EROFS: "it may not be written there",
  EISDIR: "there is a folder of that name",
  ENOSPC: "the disk is full",
};

function explain(file: string, error: unknown): Error {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "EEXIST") return alreadyThere(file);
  const reason = UNWRITABLE[code];
  if (reason === undefined) return error as Error;
  return new CommandError(`${file} cannot be written: ${reason}.`);
}

function alreadyThere(file: string): CommandError {
  return new CommandError(`${file} is there already. Give --force to replace it, or another name.`);
}

/**
 * Makes sure that a file may be written, before anything is asked of the channel for it.
 *
 * @param file - The file's path.
 * @param options - Whether it may be replaced.
 * @throws {@link CommandError} When it is there and may not.
 */
export async function requireFree(file: string, { force }: SaveOptions): Promise<void> {
  if (force === true) return;
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw alreadyThere(file);
}

const LINKLESS: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP"]);

/** A name that is in use is refused by the system itself, so two commands cannot replace each other's file. */
async function place(draft: string, file: string, { force }: SaveOptions): Promise<void> {
  if (force === true) return rename(draft, file);
  try {
    await link(draft, file);
  } catch (error) {
    if (!LINKLESS.has((error as NodeJS.ErrnoException).code)) throw error;
    // The file system has no hard links: the name is taken first, then the contents are put there.
    await (await open(file, "wx")).close();
    await rename(draft, file);
  }
}

/** A file that is written beside its place. */
export interface FileDraft {
  /** Adds to it. */
  write(piece: string | Uint8Array): Promise<void>;
  /** Puts it in its place, whole. */
  finish(): Promise<void>;
  /** Takes it away, unless it is in its place. */
  drop(): Promise<void>;
}

/**
 * Starts a file that others see only when it is whole.
 *
 * @param file - The file's path.
 * @param options - Whether it may be replaced.
 * @returns What takes its contents.
 * @throws {@link CommandError} When it is there and may not be replaced, or cannot be written.
 */
export async function startFile(file: string, options: SaveOptions): Promise<FileDraft> {
  await requireFree(file, options);
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  const handle = await open(draft, "wx").catch((error: unknown) => {
    throw explain(file, error);
  });
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      throw explain(file, error);
    }
  };
  return {
    write: (piece) => attempt(() => handle.appendFile(piece)),
    finish: () =>
      attempt(async () => {
        await handle.sync();
        await handle.close();
        await place(draft, file, options);
      }),
    drop: async () => {
      await handle.close();
      await rm(draft, { force: true });
    },
  };
}

/**
 * Writes a file that others see only when it is whole.
 *
 * @param file - The file's path.
 * @param bytes - Its contents.
 * @param options - Whether it may be replaced.
 * @throws {@link CommandError} When it is there and may not be replaced, or cannot be written.
 */
export async function saveFile(
  file: string,
  bytes: Uint8Array,
  options: SaveOptions,
): Promise<void> {
  const draft = await startFile(file, options);
  try {
    await draft.write(bytes);
    await draft.finish();
  } finally {
    await draft.drop();
  }
}
