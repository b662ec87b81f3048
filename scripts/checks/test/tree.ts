import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { CHECKS } from "../src/checks.ts";
import { repository } from "../src/repository.ts";

/** Files of a small repository: their paths and texts. */
export type Files = Readonly<Record<string, string>>;

/** What a check said of a tree. */
export interface Verdict {
  readonly passed: boolean;
  readonly output: string;
}

/** A small repository in a folder of its own, removed when the test ends. */
export interface Tree {
  readonly root: string;
  /** Writes files over what is there. */
  write(files: Files): void;
  /** Copies files and folders of this repository. */
  copy(...paths: readonly string[]): void;
  /** Makes what is installed for a folder of this repository visible to the same folder of the tree. */
  link(...folders: readonly string[]): void;
}

/**
 * Creates a small repository.
 *
 * @param files - Its files.
 * @returns The tree, known to git, with nothing committed.
 */
export function createTree(files: Files): Tree {
  const root = mkdtempSync(join(tmpdir(), "tree-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const tree: Tree = {
    root,
    write(more) {
      for (const [path, text] of Object.entries(more)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    copy(...paths) {
      for (const path of paths) {
        cpSync(join(repository, path), join(root, path), {
          recursive: true,
          filter: (source) => !source.endsWith("node_modules"),
        });
      }
    },
    link(...folders) {
      for (const folder of folders) {
        mkdirSync(join(root, folder), { recursive: true });
        const target = join(repository, folder, "node_modules");
        symlinkSync(target, join(root, folder, "node_modules"), "junction");
      }
    },
  };
  spawnSync("git", ["init", "--quiet"], { cwd: root });
  tree.write(files);
  return tree;
}

/** The command of a check, made to run in another folder than this repository. */
function commandOf(name: string): readonly [string, ...string[]] {
  const check = CHECKS.find((one) => one.name === name);
  if (check === undefined) throw new Error(`There is no check "${name}"`);
  const [program, ...args] = check.command;
  const [first = "", ...rest] = args;
  if (program === "node") return [process.execPath, join(repository, first), ...rest];
  return first === "exec" ? (rest as [string, ...string[]]) : [program, ...args];
}

/**
 * Runs one of the repository's checks on a tree.
 *
 * @param tree - The tree.
 * @param name - The check's name.
 * @returns Whether it passed, and everything it printed.
 */
export function judge({ root }: Tree, name: string): Verdict {
  const [program, ...args] = commandOf(name);
  const path = `${join(repository, "node_modules/.bin")}${delimiter}${process.env["PATH"]}`;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: path, NO_COLOR: "1", FORCE_COLOR: "0" },
    shell: process.platform === "win32",
  });
  if (error !== undefined) throw error;
  return { passed: status === 0, output: `${stdout}${stderr}` };
}
