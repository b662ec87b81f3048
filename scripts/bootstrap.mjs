// Runs a task of this repository on a machine that has any Node.js from 20 on, and npm. There is no
// install step: npm brings the pinned Node.js (when the running one is too old) and the pinned pnpm,
// pnpm brings the rest. This file must run under Node 20 and depend on nothing.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TASKS } from "./tasks.mjs";

const MINIMUM = [24, 18];
const PROVISIONED = "USAGE_BILLING_PROVISIONED";

const self = fileURLToPath(import.meta.url);
const root = join(dirname(self), "..");

const QUIET = {
  npm_config_loglevel: "error", // hides npm's warnings about settings of the machine
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  DO_NOT_TRACK: "1",
  REDOCLY_TELEMETRY: "off",
  SCARF_ANALYTICS: "false",
};

/** Runs a command to its end and gives its exit status; Ctrl-C reaches the command, not this script. */
function run([command, ...args], env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
      env: { ...process.env, ...QUIET, ...env },
    });
    child.on("error", reject);
    child.on("close", (status, signal) => resolve(signal === null ? status : 130));
  });
}

function isNodeTooOld() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1]);
}

/** Starts this script again with the pinned tools first on the PATH. */
function provision() {
  const node = readFileSync(join(root, ".node-version"), "utf8").trim();
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const packages = [...(isNodeTooOld() ? [`node@${node}`] : []), packageManager];
  // "npm run" names the npm that started us; nothing then depends on the PATH.
  const cli = process.env.npm_execpath;
  const npm = cli?.endsWith("npm-cli.js") ? [process.execPath, cli] : ["npm"];
  const wanted = packages.map((name) => `--package=${name}`);
  const again = ["node", self, ...process.argv.slice(2)];
  return run([...npm, "exec", "--yes", "--prefer-offline", ...wanted, "--", ...again], {
    [PROVISIONED]: "1",
  });
}

/** Installs quietly: the output is shown only when the install fails. */
function install() {
  const [command, ...args] = ["pnpm", "install", "--frozen-lockfile", "--prefer-offline"];
  process.stderr.write(
    "Installing dependencies (a minute the first time, a second afterwards) …\n",
  );
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    shell: process.platform === "win32",
    env: { ...process.env, ...QUIET },
    encoding: "utf8",
  });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status ?? 1;
}

/**
 * Runs every command of a task, even after a failure; the first failure is the exit status, and the
 * commands after it find it in TASK_STATUS.
 */
async function perform(commands) {
  let result = install();
  if (result !== 0) return result;
  for (const command of commands) {
    const status = await run(command, { TASK_STATUS: String(result) });
    result ||= status;
  }
  return result;
}

const [task = "", ...rest] = process.argv.slice(2);
process.on("SIGINT", () => {}); // the command being run gets it too and ends in its own way
if (!(task in TASKS)) {
  console.error(`There is no task "${task}". There are: ${Object.keys(TASKS).join(", ")}.`);
  process.exitCode = 2;
} else if (process.env[PROVISIONED] === undefined) {
  process.exitCode = await provision();
} else {
  process.exitCode = await perform(TASKS[task](rest));
}
