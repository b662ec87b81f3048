import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";

const repository = resolve(import.meta.dirname, "../../..");
const ours = resolve(import.meta.dirname, "..");

/** Where the commands of a guide are found, without a package manager. */
const folders = [
  join(ours, "node_modules/.bin"),
  join(repository, "node_modules/.bin"),
  join(repository, "scripts/generate/node_modules/.bin"),
  dirname(process.execPath),
];

/** What a command gave back. */
export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Makes a folder with what a channel needs of this repository, for one test.
 *
 * @returns The folder.
 */
export function makeTemporaryCopy(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "new-channel-")));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const file of ["redocly.yaml", "tsconfig.base.json", "vitest.shared.ts"]) {
    cpSync(join(repository, file), join(root, file));
  }
  writeFileSync(join(root, "package.json"), JSON.stringify({ type: "module" }));
  mkdirSync(join(root, "scripts/generate"), { recursive: true });
  symlinkSync(join(ours, "node_modules"), join(root, "node_modules"));
  return root;
}

/** A command of the guide as it is run here: package managers do nothing but find programs. */
function toShell(command: string): string {
  return command
    .replace(/^pnpm new:channel (.*)$/, `node ${join(ours, "src/main.ts")} $1 --root .`)
    .replace(/^pnpm --filter @usage-billing\/generate exec /, "cd scripts/generate && ")
    .replace(/^pnpm exec /, "");
}

/**
 * Runs a command of a guide.
 *
 * @param root - The folder.
 * @param command - The command, as a reader types it.
 * @returns What it printed, and its exit status.
 */
export function runCommand(root: string, command: string): Ran {
  const { PATH = "", ...env } = process.env;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", toShell(command)], {
    cwd: root,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...env, PATH: [...folders, PATH].join(delimiter), NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  return { status, output: `${stdout}${stderr}` };
}
