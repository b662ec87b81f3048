import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A page of the repository, as a test names it from its own folder. */
const PAGE = /["'](?:\.\.\/)+(docs\/[\w-]+\.md)["']/g;

interface Turbo {
  readonly tasks?: Readonly<Record<string, { readonly inputs?: readonly string[] }>>;
}

/** The name of the package that a file is in. */
function packageOf(root: string, path: string): string | undefined {
  for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder)) {
    const file = join(root, folder, "package.json");
    if (existsSync(file))
      return (JSON.parse(readFileSync(file, "utf8")) as { readonly name: string }).name;
  }
  return undefined;
}

/**
 * Finds tests that read a page of `docs/` which their task does not count among its inputs: such a test
 * is taken from the cache after the page has changed.
 *
 * @param root - The repository's folder.
 * @param files - Its files.
 * @returns One line for each page that nobody watches.
 */
export function findUnwatchedPages(root: string, files: readonly string[]): readonly string[] {
  const turbo = join(root, "turbo.json");
  const tasks = existsSync(turbo)
    ? (JSON.parse(readFileSync(turbo, "utf8")) as Turbo).tasks
    : undefined;
  return files
    .filter((path) => path.endsWith(".test.ts"))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const task = `${packageOf(root, path)}#test`;
      const inputs = tasks?.[task]?.inputs ?? [];
      return [...text.matchAll(PAGE)]
        .map(([, page]) => page)
        .filter((page) => !inputs.includes(`$TURBO_ROOT$/${page}`))
        .map((page) => `${path} reads ${page}; name it in turbo.json among the inputs of ${task}`);
    });
}
