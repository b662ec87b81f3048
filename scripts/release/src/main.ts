// release check: rehearses a release. release version: moves the versions and formats what that
// wrote. release publish --repository ADDRESS: builds and publishes what no registry has yet.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildPackages, listParts, moveVersions, nameRepository } from "./prepare-packages.ts";
import { rehearseRelease } from "./rehearse-release.ts";
import { run } from "./run.ts";

const root = resolve(import.meta.dirname, "../../..");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { repository: { type: "string" } },
});

const COMMANDS: Readonly<Record<string, () => Promise<boolean>>> = {
  check: () => rehearseRelease(root),
  async version() {
    await moveVersions(root);
    await run(["pnpm", "exec", "biome", "check", "--write"], { cwd: root });
    return true;
  },
  async publish() {
    if (values.repository === undefined) throw new Error("Say --repository ADDRESS");
    await buildPackages(root);
    await listParts(root);
    nameRepository(root, values.repository);
    console.log(await run(["pnpm", "exec", "changeset", "publish"], { cwd: root }));
    return true;
  },
};

// A rehearsal that is broken off takes its copy of the repository with it.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const [name = "check"] = positionals;
const command = COMMANDS[name];
if (command === undefined) throw new Error(`There are: ${Object.keys(COMMANDS).join(", ")}`);
process.exitCode = (await command()) ? 0 : 1;
