import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Where publint and attw are installed. */
const tools = join(import.meta.dirname, "../node_modules/.bin");

function run(command: readonly [string, ...string[]], cwd: string): string | undefined {
  const [program, ...args] = command;
  const shell = process.platform === "win32";
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", shell });
  return status === 0 ? undefined : `${basename(program)}\n${stdout}${stderr}`;
}

/**
 * Packs a built package and checks its `exports` against what the pack holds, by publint and attw.
 *
 * @param folder - The package's folder.
 * @returns What is wrong; empty when nothing is.
 */
export function checkPackage(folder: string): readonly string[] {
  const scratch = mkdtempSync(join(tmpdir(), "packed-"));
  try {
    const packing = run(["pnpm", "pack", "--pack-destination", scratch], folder);
    if (packing !== undefined) return [`${folder}: ${packing}`];
    const [tarball = ""] = globSync("*.tgz", { cwd: scratch });
    const packed = join(scratch, tarball);
    return [
      run([join(tools, "publint"), "run", packed, "--strict"], folder),
      run([join(tools, "attw"), packed, "--profile", "esm-only"], folder),
    ].flatMap((problem) => (problem === undefined ? [] : [`${folder}: ${problem}`]));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
