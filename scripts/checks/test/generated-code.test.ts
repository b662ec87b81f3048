import { spawnSync } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createTree, type Tree } from "./tree.ts";

const CLIENT = "packages/clients/rebilly";

/** The generator with one document and its client, as they are committed. */
function createClient(): Tree {
  const tree = createTree({});
  tree.copy("package.json", "scripts/generate", "specs/rebilly.yml", CLIENT);
  tree.link("scripts/generate");
  return tree;
}

/** The command behind generate:check, for the document that the tree holds; its types need no Java. */
function judgeClient({ root }: Tree, path = "") {
  const command = [join(root, "scripts/generate/src/cli.ts"), "--check", "rebilly.yml"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  return { passed: status === 0, output: `${stdout}${stderr}` };
}

it("passes what is generated", () => {
  expect(judgeClient(createClient(), process.env["PATH"])).toMatchObject({ passed: true });
});

it("fails on an edited file, and names the command that repairs it", () => {
  const tree = createClient();
  appendFileSync(join(tree.root, CLIENT, "src/generated/schema.ts"), "// edited\n");
  const verdict = judgeClient(tree);
  expect(verdict.output).toContain(`changed: ${CLIENT}/src/generated/schema.ts`);
  expect(verdict.output).toContain("npm run generate");
  expect(verdict.passed).toBe(false);
});

it("fails on a document that was changed and not generated from", () => {
  const tree = createClient();
  writeFileSync(
    join(tree.root, "specs/rebilly.yml"),
    "openapi: 3.0.3\ninfo: { title: Other, version: '1', license: { name: MIT } }\npaths: {}\n",
  );
  expect(judgeClient(tree).passed).toBe(false);
});
