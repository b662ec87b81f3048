import type { Manifest } from "../../../checks/src/repository.ts";
import { entryPointsOf } from "./entry-points.ts";

/** Packages that must not need a type of Node.js: they run in browsers and workers, too. */
const ANYWHERE =
  /\/(core|http|connect|rebilly|twocheckout|connect-client|rebilly-client|twocheckout-client)$/;

/** One way in which a user compiles. */
export interface Compilation {
  readonly name: string;
  readonly moduleResolution: "nodenext" | "bundler";
  /** Which entry points are imported. */
  readonly specifiers: readonly string[];
  /** The contents of tsconfig.json. */
  readonly settings: { readonly compilerOptions: Readonly<Record<string, unknown>> };
}

const STRICT = {
  noEmit: true,
  strict: true,
  target: "es2022",
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};

function describe(
  specifiers: readonly string[],
  moduleResolution: Compilation["moduleResolution"],
  types: readonly string[],
): Compilation {
  const module = moduleResolution === "nodenext" ? "nodenext" : "preserve";
  const lib = ["esnext", "dom", "dom.iterable", "dom.asynciterable"];
  return {
    name: `${moduleResolution}, ${types.length === 0 ? "without types of Node.js" : "on Node.js"}`,
    moduleResolution,
    specifiers,
    settings: { compilerOptions: { ...STRICT, lib, module, moduleResolution, types } },
  };
}

/**
 * Lists the ways in which users compile: both resolutions, with every package on Node.js, and with
 * those that run anywhere where no types of Node.js are at hand. Declarations are checked as well.
 *
 * @param manifests - The published packages.
 * @returns The compilations.
 */
export function listCompilations(manifests: readonly Manifest[]): readonly Compilation[] {
  const all = manifests.flatMap(entryPointsOf);
  const anywhere = manifests
    .filter(({ name }) => ANYWHERE.test(name))
    .flatMap(entryPointsOf)
    .filter((specifier) => !specifier.endsWith("/testing"));
  return (["nodenext", "bundler"] as const).flatMap((resolution) => [
    describe(all, resolution, ["node"]),
    describe(anywhere, resolution, []),
  ]);
}
