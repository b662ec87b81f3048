import { join, resolve } from "node:path";
import { build } from "esbuild";

/** What is bundled: a program for browsers, or for workers that follow Cloudflare's. */
export interface BundleOptions {
  /** The module to start from, or the text of one. */
  readonly entry: { readonly file: string } | { readonly text: string };
  readonly platform: "browser" | "worker";
  /** Whether our packages are taken from their sources, so that nothing has to be built first. */
  readonly fromSources: boolean;
  /** Makes the text small, as for a page. */
  readonly minify?: boolean;
}

/** A program in one file. */
export interface Bundle {
  readonly text: string;
  /** What it still imports: modules of Node.js. */
  readonly imports: readonly string[];
}

const CONDITIONS = { browser: ["browser"], worker: ["workerd", "worker", "browser"] } as const;

const folder: string = resolve(import.meta.dirname, "..");

/**
 * Makes one file of a module and all that it imports, as bundlers do for browsers and workers.
 *
 * @param options - What is bundled, and for what.
 * @returns The file's text, and which modules of Node.js it wants.
 */
export async function bundleFor(options: BundleOptions): Promise<Bundle> {
  const { entry, fromSources, minify = false, platform } = options;
  const source = fromSources ? ["@usage-billing/source"] : [];
  const result = await build({
    ...("file" in entry
      ? { entryPoints: [join(folder, entry.file)] }
      : { stdin: { contents: entry.text, resolveDir: folder, loader: "ts" } }),
    bundle: true,
    write: false,
    metafile: true,
    minify,
    format: platform === "browser" ? "iife" : "esm",
    globalName: "bundle",
    target: "es2022",
    platform: "browser",
    conditions: [...source, ...CONDITIONS[platform]],
    external: ["node:*"],
    logLevel: "silent",
  });
  const outputs = Object.values(result.metafile.outputs);
  const imports = outputs.flatMap((output) => output.imports.map(({ path }) => path));
  return { text: result.outputFiles[0]?.text ?? "", imports: [...new Set(imports)].sort() };
}
