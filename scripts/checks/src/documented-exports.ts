import { join } from "node:path";
import ts from "typescript";
import { judgeDocumentation } from "./judge-documentation.ts";
import { readPublishedPackages, type WorkspacePackage } from "./repository.ts";

const SOURCE = "@usage-billing/source";
const GENERATED = /\/generated\//;

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ESNext,
  customConditions: [SOURCE],
  allowImportingTsExtensions: true,
  noEmit: true,
  noLib: true,
  types: [],
};

/** The source files that a package's `exports` name. */
function entryPoints({ folder, manifest }: WorkspacePackage): readonly string[] {
  return Object.values(manifest.exports ?? {}).flatMap((target) => {
    const source = typeof target === "string" ? undefined : target[SOURCE];
    return source === undefined ? [] : [join(folder, source)];
  });
}

function judgeEntry(program: ts.Program, root: string, entry: string): readonly string[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(root, entry));
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) return [`${entry} is not a module`];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    const declarations = symbol.declarations ?? [];
    if (declarations.every((one) => GENERATED.test(one.getSourceFile().fileName))) return [];
    return judgeDocumentation(checker, symbol).map(
      (problem) => `${entry} exports ${exported.name}, ${problem}`,
    );
  });
}

/**
 * Finds exports of published packages whose TSDoc is missing or says too little.
 *
 * @param root - The repository's folder.
 * @returns One line for each problem.
 */
export function findUndocumentedExports(root: string): readonly string[] {
  const entries = readPublishedPackages(root).flatMap(entryPoints);
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    OPTIONS,
  );
  return entries.flatMap((entry) => judgeEntry(program, root, entry));
}
