import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { IMPORT_RULES, RUN_EVERYWHERE, TEST_IMPORTS } from "./import-rules.ts";
import { readPublishedPackages, type WorkspacePackage } from "./repository.ts";

const SCOPE = "@usage-billing/";
const TEST_FILE = /\.test(-d)?\.ts$|\/(test|__fixtures__)\//;

/** The package that a specifier names, without a subpath. */
function packageOf(specifier: string): string {
  return specifier.split("/").slice(0, 2).join("/");
}

function isAllowed(importer: string, file: string, specifier: string): boolean {
  const target = packageOf(specifier);
  const allowed = IMPORT_RULES[importer] ?? [];
  return allowed.includes(target) || (TEST_FILE.test(file) && TEST_IMPORTS.includes(target));
}

/** What is wrong with one import of one file; undefined when nothing is. */
function judgeImport(
  { folder, manifest }: WorkspacePackage,
  file: string,
  specifier: string,
): string | undefined {
  if (specifier.startsWith(".")) {
    const target = resolve("/", dirname(file), specifier);
    if (!relative(resolve("/", folder), target).startsWith("..")) return undefined;
    return `${file} reaches out of its package by "${specifier}"; import a package by its name`;
  }
  if (specifier.startsWith("node:")) {
    if (TEST_FILE.test(file) || !RUN_EVERYWHERE.includes(manifest.name)) return undefined;
    return `${file} imports ${specifier}; ${manifest.name} runs where there is no Node.js, so use web standards`;
  }
  if (!specifier.startsWith(SCOPE) || isAllowed(manifest.name, file, specifier)) return undefined;
  const allowed = IMPORT_RULES[manifest.name]?.join(", ") || "no package of this repository";
  return `${file} imports ${specifier}; ${manifest.name} may import ${allowed}`;
}

function judgeFile(root: string, importer: WorkspacePackage, file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), "utf8"), true, true);
  return importedFiles
    .map(({ fileName }) => judgeImport(importer, file, fileName))
    .filter((problem) => problem !== undefined);
}

/**
 * Finds imports that run against the layers of the design: types, dynamic imports and tests included.
 *
 * @param root - The repository's folder.
 * @returns One line for each wrong import; empty when all run one way.
 */
export function findWrongImports(root: string): readonly string[] {
  return readPublishedPackages(root).flatMap((importer) => {
    const { folder, manifest } = importer;
    if (!(manifest.name in IMPORT_RULES)) {
      return [`${folder} is not in scripts/checks/src/import-rules.ts; say what it may import`];
    }
    const files = globSync(`${folder}/{src,test}/**/*.ts`, { cwd: root }).sort();
    return files.flatMap((file) => judgeFile(root, importer, file));
  });
}
