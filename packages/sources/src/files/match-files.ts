import { statSync } from "node:fs";
import { glob } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import type { ReadingContext } from "../reading/raw-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { spreadTemplate } from "../time/window-template.ts";

/** A file as it was before it was read. */
export interface MatchedFile {
  /** Its path, to be opened and to be shown. */
  readonly file: string;
  readonly bytes: number;
  /** A text that differs when the file was written to. */
  readonly fingerprint: string;
}

function look(file: string): MatchedFile | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory()) return undefined;
  const fingerprint = `${stats.ino}:${stats.size}:${stats.mtimeMs}`;
  return { file, bytes: stats.size, fingerprint };
}

/** A path from where the command runs when the file lies there, as people write it. */
function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}

async function matchPattern(pattern: string, folder: string): Promise<readonly string[]> {
  const plain = resolve(folder, pattern);
  if (look(plain) !== undefined) return [plain];
  const found: string[] = [];
  for await (const path of glob(pattern, { cwd: folder })) found.push(resolve(folder, path));
  return found;
}

function refuseGap(source: string, patterns: readonly string[], gaps: readonly string[]): void {
  const [gap] = gaps;
  if (gap === undefined || gaps.length === patterns.length) return;
  const more = gaps.length === 1 ? "" : ` and ${gaps.length - 1} more`;
  throw new UnreadableInput({
    file: gap,
    rule: "missing-file",
    message: `no file is called so${more}, where the window's other files of source ${source} are there`,
    fix: "Wait for the file, or give an empty one with its header where there was no usage.",
  });
}

/**
 * Finds the files of a window.
 *
 * @param setup - The source, with its globs.
 * @param context - The window.
 * @returns The files, ordered by path; none when no glob matches.
 * @throws {@link UnreadableInput} When files are there for a part of the window only.
 */
export async function matchFiles(
  { source, configuration, environment }: SourceSetup,
  { window, zone }: Pick<ReadingContext, "window" | "zone">,
): Promise<readonly MatchedFile[]> {
  const paths = new Set<string>();
  for (const template of [configuration.files ?? []].flat()) {
    const patterns = spreadTemplate(template, window, zone);
    const gaps: string[] = [];
    for (const pattern of patterns) {
      const found = await matchPattern(pattern, environment.folder);
      if (found.length === 0) gaps.push(pattern);
      for (const path of found) paths.add(path);
    }
    refuseGap(source, patterns, gaps);
  }
  return [...paths]
    .sort()
    .map((path) => look(shownPath(path)))
    .filter((file) => file !== undefined);
}

/**
 * Makes sure that a file was not written to since it was found.
 *
 * @param before - The file as it was.
 * @throws {@link UnreadableInput} When it looks otherwise now.
 */
export function refuseChangedFile({ file, fingerprint }: MatchedFile): void {
  if (look(file)?.fingerprint === fingerprint) return;
  const message = "was written to while it was read";
  const fix = "Let the writer make the file under another name, and rename it when it is whole.";
  throw new UnreadableInput({ file, rule: "changed-while-read", message, fix });
}
