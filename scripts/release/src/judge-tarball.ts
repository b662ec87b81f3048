import { posix } from "node:path";
import type { Manifest } from "../../checks/src/repository.ts";
import { dependenciesOf } from "./packages.ts";
import type { PackedFiles } from "./tarball.ts";

/** What a reader of an installed package looks for. */
const REQUIRED: readonly string[] = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];

/** What serves only our own work. */
const UNWANTED =
  /\.test(-d)?\.|(^|\/)(__fixtures__|__snapshots__|test|node_modules)\/|\.tsbuildinfo$/;

/** Ranges that mean something in this repository only. */
const OURS_ONLY = /^(workspace|catalog|link|file):/;

const LINK_TO_MAP = /^\/\/# sourceMappingURL=(\S+)$/m;

function judgeLink(files: PackedFiles, path: string, text: string): readonly string[] {
  const [, target] = LINK_TO_MAP.exec(text) ?? [];
  if (target === undefined) return [];
  const map = posix.join(posix.dirname(path), target);
  return files.has(map) ? [] : [`${path} names ${target}, which is not packed`];
}

function judgeMap(files: PackedFiles, path: string, text: string): readonly string[] {
  const { sources } = JSON.parse(text) as { readonly sources: readonly string[] };
  return sources
    .filter((source) => !files.has(posix.join(posix.dirname(path), source)))
    .map((source) => `${path} points to ${source}, which is not packed`);
}

function judgeManifest(manifest: Manifest): readonly string[] {
  return dependenciesOf(manifest)
    .filter(([, range]) => OURS_ONLY.test(range))
    .map(([name, range]) => `depends on ${name} ${range}`);
}

/**
 * Finds what is wrong with a package as it is published: files that are missing or serve only our
 * own work, source maps that lead nowhere, dependencies that nobody else can install.
 *
 * @param files - What its tarball holds.
 * @returns One line for each problem.
 */
export function judgeTarball(files: PackedFiles): readonly string[] {
  const texts = [...files];
  const manifest = JSON.parse(files.get("package.json") ?? "{}") as Manifest;
  return [
    ...REQUIRED.filter((path) => !files.has(path)).map((path) => `${path} is missing`),
    ...texts.filter(([path]) => UNWANTED.test(path)).map(([path]) => `${path} is packed`),
    ...texts
      .filter(([path]) => /\.(js|d\.ts)$/.test(path))
      .flatMap(([path, text]) => judgeLink(files, path, text)),
    ...texts
      .filter(([path]) => path.endsWith(".map"))
      .flatMap(([path, text]) => judgeMap(files, path, text)),
    ...judgeManifest(manifest),
  ].map((problem) => `${manifest.name}: ${problem}`);
}
