import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * Brings written files into the form that the linter wants: where lines break, and how imports are
 * sorted, depends on the channel's name.
 *
 * @param request - Where the tools are, and the files: paths from their root. A root without rules for
 *   the linter is left alone.
 */
export function formatFiles(request: {
  readonly repository: string;
  readonly root: string;
  readonly paths: readonly string[];
}): void {
  const { repository, root, paths } = request;
  if (!existsSync(join(root, "biome.json"))) return;
  const biome = join(repository, "node_modules/.bin/biome");
  const { status, stderr } = spawnSync(biome, ["check", "--write", "--log-level=error", ...paths], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) console.error(`The files are written, but not formatted: ${stderr ?? ""}`);
}
