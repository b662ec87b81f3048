// Builds every package from nothing: what an earlier build left must not be published or hide a missing file.
import { spawnSync } from "node:child_process";
import { globSync, rmSync } from "node:fs";

for (const folder of globSync("packages/{*,clients/*,adapters/*}/dist")) {
  rmSync(folder, { recursive: true });
}
const command = ["exec", "turbo", "run", "build", "--output-logs=errors-only"];
const { status } = spawnSync("pnpm", command, {
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
