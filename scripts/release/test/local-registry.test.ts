import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findInstalledIn } from "../src/registry/installed-packages.ts";
import { startLocalRegistry } from "../src/registry/local-registry.ts";
import { run } from "../src/run.ts";
import { readTarball } from "../src/tarball.ts";

const root = resolve(import.meta.dirname, "../../..");

async function openRegistry() {
  const registry = await startLocalRegistry(findInstalledIn(root));
  onTestFinished(() => registry[Symbol.asyncDispose]());
  return registry;
}

function createFolder(manifest: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "registry-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

const SAMPLE = {
  name: "@usage-billing/sample",
  version: "0.1.0",
  publishConfig: { access: "public" },
  dependencies: { "p-queue": "^10.0.0" },
};

it("takes a package from npm and gives it to npm, with what it depends on", async () => {
  const { url, publications } = await openRegistry();
  const own = [`--registry=${url}`, "--cache=.cache", "--loglevel=error"] as const;
  const token = `--//${new URL(url).host}/:_authToken=any`;
  await run(["npm", "publish", ...own, token], { cwd: createFolder(SAMPLE) });
  const published = publications.get("@usage-billing/sample");
  expect(published).toMatchObject({ access: "public", manifest: { version: "0.1.0" } });
  const files = await readTarball(published?.tarball ?? new Uint8Array());
  expect([...files.keys()]).toEqual(["package.json"]);

  const folder = createFolder({ dependencies: { [SAMPLE.name]: "^0.1.0" } });
  await run(["npm", "install", ...own], { cwd: folder });
  const queue = readFileSync(join(folder, "node_modules/p-queue/package.json"), "utf8");
  expect(JSON.parse(queue).version).toMatch(/^10\./);
});

it("does not know what is neither published nor installed", async () => {
  const { url } = await openRegistry();
  const response = await fetch(`${url}/${encodeURIComponent("@usage-billing/unknown")}`);
  expect(response.status).toBe(404);
});

it("shows everything that a failing command wrote", async () => {
  const script = 'console.log("out"); console.error("err"); process.exit(3)';
  await expect(run(["node", "-e", script], { cwd: root })).rejects.toThrow(
    /ended with 3\nout\nerr/,
  );
});
