import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createTree } from "./tree.ts";

const TOOLS = ["bash", "cat", "dirname", "mktemp", "node", "rm", "tail", "tee"] as const;

function findTool(name: string): string {
  const { stdout } = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
  return stdout.trim();
}

/** Runs .ci/run on a machine of which only the named programs are there; npm prints what it is told. */
function runCi({ user, programs }: { user: "0" | "1000"; programs: readonly string[] }) {
  const stubs: Record<string, string> = {
    id: `echo ${user}`,
    npm: `echo "$1 $USAGE_BILLING_BROWSER_TESTS"; echo "1 passed, 0 failed"`,
    "apt-get": `echo "$@" >> "$(dirname "$0")/../installed"`,
    chromium: "exit 99",
  };
  const chosen = ["id", "npm", ...programs].map((name) => [
    `bin/${name}`,
    `#!/bin/sh\n${stubs[name]}\n`,
  ]);
  const tree = createTree(Object.fromEntries(chosen));
  for (const [file = ""] of chosen) chmodSync(join(tree.root, file), 0o755);
  for (const name of TOOLS) symlinkSync(findTool(name), join(tree.root, "bin", name));
  tree.copy(".ci/run", "scripts/add-up.mjs");
  const { status, stdout } = spawnSync(join(tree.root, ".ci/run"), {
    encoding: "utf8",
    env: { PATH: join(tree.root, "bin") },
  });
  const log = join(tree.root, "installed");
  const installed = existsSync(log) ? readFileSync(log, "utf8") : "";
  return { status, isRequired: stdout.includes("test required"), installed };
}

it.each([
  ["root without a Chromium", "0", ["apt-get"], true, "update\ninstall -y chromium\n"],
  ["root with one", "0", ["apt-get", "chromium"], true, ""],
  ["root where nothing can be installed", "0", [], true, ""],
  ["anybody else", "1000", ["apt-get"], false, ""],
] as const)(".ci/run prepares the browser tests for %s", (...given) => {
  const [, user, programs, isRequired, installed] = given;
  expect(runCi({ user, programs })).toEqual({ status: 0, isRequired, installed });
});

/** Runs the notice where a Chromium is found, or none. */
function tell(chromium: string | undefined, required: "" | "required") {
  const found = `export const findChromium = () => ${JSON.stringify(chromium)};
export const CHROMIUM_HELP = "Get one.";
`;
  const tree = createTree({ "packages/browser-testing/src/find-chromium.mjs": found });
  tree.copy("scripts/missing-browser.mjs");
  const script = join(tree.root, "scripts/missing-browser.mjs");
  const { status, stdout } = spawnSync(process.execPath, [script], {
    encoding: "utf8",
    env: { ...process.env, USAGE_BILLING_BROWSER_TESTS: required },
  });
  return [status, stdout.trim()];
}

it("says that the browser tests were not run where there is no Chromium", () => {
  const notice = "The browser tests were not run: no Chromium was found. Get one.";
  expect(tell(undefined, "")).toEqual([0, notice]);
  expect(tell(undefined, "required")).toEqual([1, notice]);
});

it("says nothing where there is one", () => {
  expect(tell("/usr/bin/chromium", "required")).toEqual([0, ""]);
});
