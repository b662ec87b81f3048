import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "./run.ts";

const IDENTITY = ["-c", "user.name=release", "-c", "user.email=release@localhost"] as const;

/**
 * Copies what is, or would be, committed into a folder of its own, commits it there and installs
 * the dependencies from what this machine has.
 *
 * @param root - The repository's folder.
 * @returns The copy's folder, which is removed when the process ends; the caller may do so earlier.
 */
export async function copyRepository(root: string): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), "release-"));
  // What a broken-off command is still writing makes a removal fail; it is tried again.
  const removal = { recursive: true, force: true, maxRetries: 5 } as const;
  process.once("exit", () => rmSync(copy, removal));
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const paths = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)));
  for (const path of paths) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    copyFileSync(join(root, path), join(copy, path));
  }
  const options = { cwd: copy };
  await run(["git", "init", "--quiet", "--initial-branch=main"], options);
  await run(["git", "add", "--all"], options);
  const message = ["--quiet", "--message", "chore: copy"] as const;
  await run(["git", ...IDENTITY, "commit", ...message], options);
  await run(["pnpm", "install", "--frozen-lockfile", "--offline"], options);
  return copy;
}
