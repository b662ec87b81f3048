/** Sources that are broken on purpose, and the tests that are to notice. */
export interface Target {
  /** The name in commands and reports. */
  readonly name: string;
  /** The name of the package in commands. */
  readonly package: string;
  /** The package's folder, from the root of the repository. */
  readonly folder: string;
  /** The sources, as globs from the package's `src`. */
  readonly sources: readonly string[];
  /** The tests, as globs from the package's `src`. */
  readonly tests: readonly string[];
  /** Where tests are looked for, from the root of the repository. */
  readonly testFolder: string;
  /** Whether mutants that act only while a module loads are left out; the README says why. */
  readonly ignoreStatic: boolean;
}

function whole(name: string, folder: string): Target {
  const [sources, tests] = [["**/*.ts"], ["**/*.test.ts"]];
  const ignoreStatic = name !== "core";
  return { name, package: name, folder, sources, tests, testFolder: folder, ignoreStatic };
}

/** An adapter's catalogue of refusals, all of which acts while it loads, noticed by its own tests alone. */
function catalogue(name: string): Target {
  const folder = `packages/adapters/${name}`;
  return {
    ...whole(name, folder),
    name: `${name}-refusals`,
    sources: ["refusals/*.ts"],
    tests: ["refusals/*.test.ts"],
    testFolder: `${folder}/src/refusals`,
    ignoreStatic: false,
  };
}

/**
 * An adapter, noticed by its own tests: the kit that all adapters share would take most of the time. Its
 * catalogue of refusals is played by itself.
 */
function adapter(name: string): readonly Target[] {
  const code = whole(name, `packages/adapters/${name}`);
  return [{ ...code, sources: ["*.ts"], tests: ["!(conformance).test.ts"] }, catalogue(name)];
}

/** A folder of the Connect adapter, noticed by the tests in it alone. */
function connectPart(name: string, ...folders: readonly string[]): Target {
  return {
    name: `connect-${name}`,
    package: "connect",
    folder: "packages/adapters/connect",
    sources: folders.map((folder) => `${folder}*.ts`),
    tests: folders.map((folder) => `${folder}!(conformance).test.ts`),
    testFolder: "packages/adapters/connect",
    ignoreStatic: true,
  };
}

/** What is played, in its order. */
export const TARGETS: readonly Target[] = [
  whole("core", "packages/core"),
  whole("http", "packages/http"),
  ...adapter("rebilly"),
  ...adapter("twocheckout"),
  connectPart("api", "api/**/"),
  connectPart("channel", "", "lifecycle/"),
  catalogue("connect"),
  connectPart("workbook", "workbook/**/"),
];

/**
 * Finds the targets that were asked for.
 *
 * @param names - Names of targets or of packages; none stands for all.
 * @returns The targets in the order of the names.
 * @throws TypeError When a name is neither; the message lists those there are.
 */
export function findTargets(names: readonly string[]): readonly Target[] {
  if (names.length === 0) return TARGETS;
  return names.flatMap((name) => {
    const found = TARGETS.filter((target) => target.name === name || target.package === name);
    if (found.length > 0) return found;
    const known = TARGETS.map((target) => target.name).join(", ");
    throw new TypeError(`There is nothing '${name}' to break. There are: ${known}.`);
  });
}
