import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const COMMAND = require
  .resolve("@usage-billing/cli/package.json")
  .replace("package.json", "src/main.ts");

/**
 * Runs `usage-billing` as a user would, in a process of its own, with its output shown.
 *
 * @param args - The command's arguments.
 * @param environment - Variables to add.
 * @returns The exit status.
 */
export function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  console.log(`\n$ usage-billing ${args.join(" ")}`);
  const child = spawn(
    process.execPath,
    [
      "--conditions=@usage-billing/source",
      "--disable-warning=ExperimentalWarning",
      COMMAND,
      ...args,
    ],
    { stdio: "inherit", env: { ...process.env, ...environment } },
  );
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
}
