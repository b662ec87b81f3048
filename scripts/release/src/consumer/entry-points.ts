import type { Manifest } from "../../../checks/src/repository.ts";

/** What `exports` says of one entry point. */
type Target = string | Readonly<Record<string, unknown>>;

/**
 * Lists what users can import of a package.
 *
 * @param manifest - Its package.json.
 * @returns The specifiers of its modules; JSON files are left out.
 */
export function entryPointsOf(manifest: Manifest): readonly string[] {
  return Object.entries(manifest.exports ?? {})
    .filter(([, target]) => typeof (target as Target) === "object")
    .map(([path]) => `${manifest.name}${path.slice(1)}`);
}

/**
 * Writes a module that imports entry points whole and uses each.
 *
 * @param specifiers - The entry points.
 * @returns The text of the module, in TypeScript and JavaScript alike.
 */
export function writeImports(specifiers: readonly string[]): string {
  const imports = specifiers.map(
    (specifier, index) => `import * as module${index} from "${specifier}";`,
  );
  const names = specifiers.map((_, index) => `module${index}`).join(", ");
  const check = [
    `for (const one of [${names}]) {`,
    '  if (Object.keys(one).length === 0) throw new Error("An entry point exports nothing");',
    "}",
  ];
  return `${[...imports, "", ...check].join("\n")}\n`;
}
