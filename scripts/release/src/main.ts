// Rehearses a release from the versions to the user's compiler, in a copy of the repository and
// against a registry of this machine alone. Nothing leaves the machine, and no network is needed.
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { copyRepository } from "./copy-repository.ts";
import { findInstalledIn } from "./registry/installed-packages.ts";
import { startLocalRegistry } from "./registry/local-registry.ts";
import { STEPS } from "./rehearse.ts";

const root = resolve(import.meta.dirname, "../../..");
const copy = await copyRepository(root);
await using registry = await startLocalRegistry(findInstalledIn(root));
const done: string[] = [];
try {
  for (const { name, perform } of STEPS) {
    const start = performance.now();
    await perform({ copy, registry }, (text) => console.log(`  ${text}`));
    console.log(`✔ ${name}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
    done.push(name);
  }
} catch (error) {
  console.error(`✘ ${STEPS[done.length]?.name}\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${done.length} of ${STEPS.length} parts of a release passed`);
