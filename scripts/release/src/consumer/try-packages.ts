import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest } from "../../../checks/src/repository.ts";
import { run } from "../run.ts";
import { type Compilation, listCompilations } from "./compilations.ts";
import { entryPointsOf, writeImports } from "./entry-points.ts";

/** What a user starts from. */
export interface Trial {
  /** The registry that has the packages. */
  readonly registry: string;
  readonly manifests: readonly Manifest[];
  /** The user's compiler and the types of Node.js, with their versions. */
  readonly tools: Readonly<Record<string, string>>;
}

async function compile(folder: string, compilation: Compilation): Promise<void> {
  const name = compilation.name.replace(/\W+/g, "-");
  const project = join(folder, name);
  mkdirSync(project);
  const settings = { ...compilation.settings, include: ["main.ts"] };
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(settings));
  writeFileSync(join(project, "main.ts"), writeImports(compilation.specifiers));
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  await run(["node", compiler, "-p", project], { cwd: folder });
}

/**
 * Installs the packages with npm in a folder of its own, as a user does, loads every entry point
 * in Node.js and type-checks them in every way that users compile.
 *
 * @param trial - What the user starts from.
 * @param report - Told of each thing that worked.
 */
export async function tryPackages(trial: Trial, report: (done: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  try {
    const ours = trial.manifests.map(({ name, version }) => [name, `^${version}`]);
    const manifest = {
      private: true,
      type: "module",
      dependencies: { ...Object.fromEntries(ours), ...trial.tools },
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"] as const;
    const own = [`--registry=${trial.registry}`, "--cache=.npm-cache"] as const;
    await run(["npm", "install", ...quiet, ...own], { cwd: folder });
    report(`installed ${ours.length} packages`);
    writeFileSync(join(folder, "main.js"), writeImports(trial.manifests.flatMap(entryPointsOf)));
    await run(["node", "main.js"], { cwd: folder });
    report("loaded in Node.js");
    for (const compilation of listCompilations(trial.manifests)) {
      await compile(folder, compilation);
      report(`type-checked: ${compilation.name}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
