import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MINIFLARE, RUNTIMES } from "./runtimes.ts";

/**
 * Brings the runtimes' programs through npm into a folder that git ignores, once: 950 MB that a fresh
 * clone does not need.
 *
 * @param folder - Where they are kept.
 * @throws An error when npm cannot bring them.
 */
export function fetchRuntimes(folder: string): void {
  const installed = [...RUNTIMES.map((runtime) => runtime.installed), MINIFLARE];
  const manifest = JSON.stringify({ private: true, dependencies: Object.fromEntries(installed) });
  const path = join(folder, "package.json");
  const isThere = existsSync(join(folder, "node_modules")) && existsSync(path);
  if (isThere && readFileSync(path, "utf8") === manifest) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, manifest);
  console.log("Fetching the runtimes through npm …");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"] as const;
  const { status } = spawnSync("npm", ["install", ...quiet], { cwd: folder, stdio: "inherit" });
  if (status === 0) return;
  writeFileSync(path, "");
  throw new Error("npm could not bring the runtimes");
}
