import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import type { Servers } from "../suites/contract-suites.ts";
import type { SuiteResult } from "../suites/suite.ts";
import type { Runtime } from "./runtimes.ts";

const TIMEOUT = 300_000;
const program: string = resolve(import.meta.dirname, "../suites/main.ts");

function run(command: string, args: readonly string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const env = { ...process.env, NO_COLOR: "1" };
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  const child = spawn(command, args, { stdio, timeout: TIMEOUT, env });
  const output = { standard: "", error: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.standard += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.error += text;
  });
  child.on("error", reject);
  child.on("close", (status) => {
    if (status === 0) resolve(output.standard);
    else reject(new Error(`ended with ${status}: ${output.error.slice(-2_000)}`));
  });
  return promise;
}

/**
 * Asks a runtime which version it is.
 *
 * @param folder - Where the runtimes are.
 * @param runtime - Which.
 * @returns The version's numbers.
 */
export async function readVersion(folder: string, { command }: Runtime): Promise<string> {
  const [path = ""] = command;
  const [version = "unknown"] =
    /\d+\.\d+\.\d+/.exec(await run(join(folder, path), ["--version"])) ?? [];
  return version;
}

/**
 * Runs every suite in a runtime, from the built packages.
 *
 * @param folder - Where the runtimes are.
 * @param runtime - Which.
 * @param servers - What the suites need outside.
 * @returns How each suite went.
 */
export async function runProgram(
  folder: string,
  { command }: Runtime,
  servers: Servers,
): Promise<readonly SuiteResult[]> {
  const [path = "", ...args] = command;
  const output = await run(join(folder, path), [...args, program, JSON.stringify(servers)]);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "[]");
}
