import { rmSync } from "node:fs";
import { copyRepository } from "./copy-repository.ts";
import { findInstalledIn } from "./registry/installed-packages.ts";
import { startLocalRegistry } from "./registry/local-registry.ts";
import { STEPS } from "./rehearse.ts";

/**
 * Rehearses a release from the versions to the user's compiler, in a copy of the repository and
 * against a registry of this machine alone: nothing leaves it, and no network is needed.
 *
 * @param root - The repository's folder.
 * @returns Whether every part passed.
 */
export async function rehearseRelease(root: string): Promise<boolean> {
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
    console.error(`✘ ${STEPS[done.length]?.name}`);
    console.error(error instanceof Error ? error.message : error);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`${done.length} of ${STEPS.length} parts of a release passed`);
  return done.length === STEPS.length;
}
