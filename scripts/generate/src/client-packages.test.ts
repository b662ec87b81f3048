import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const { resolve } = createRequire(import.meta.url);
const limit = 15_000;

describe.each([
  ["connect", resolve("@usage-billing/connect-client/package.json")],
  ["rebilly", resolve("@usage-billing/rebilly-client/package.json")],
  ["twocheckout", resolve("@usage-billing/twocheckout-client/package.json")],
])("the %s client", (name, manifest) => {
  const source = join(dirname(manifest), "src");

  it("with its runtime is at most 15 kB, minified and compressed", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(source, "index.ts")],
      bundle: true,
      format: "esm",
      minify: true,
      platform: "neutral",
      external: ["node:*"],
      conditions: ["import"],
      mainFields: ["module", "main"],
      write: false,
    });
    const text = outputFiles[0]?.text ?? "";
    const size = gzipSync(text, { level: 9 }).length;
    console.log(`${name}-client: ${size} bytes of ${limit}`);
    // The generated table and openapi-fetch have to be in it, or nothing was measured.
    expect(text).toContain("/usage");
    expect(text).toContain("Middleware must be an object");
    expect(size).toBeLessThanOrEqual(limit);
  });

  it("exports the type of every schema", () => {
    const schema = readFileSync(join(source, "generated/schema.ts"), "utf8");
    const entry = readFileSync(join(source, "index.ts"), "utf8");
    const declared = schema.matchAll(/^export type (\w+) = components\['schemas'\]/gm);
    const missing = [...declared].flatMap(([, type]) =>
      new RegExp(`^ {2}${type}\\b`, "m").test(entry) ? [] : [type],
    );
    expect(missing).toEqual([]);
  });
});
