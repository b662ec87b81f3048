import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type ApiDocument, specFile } from "./documents.ts";
import type { GeneratedFiles } from "./generated-files.ts";
import { renderSchema } from "./render-schema.ts";
import { runGenerator, validateDocument } from "./run-generator.ts";
import { withHeader } from "./with-header.ts";

/** The file that openapi-typescript owns; the others are OpenAPI Generator's. */
export const schemaPath = "src/generated/schema.ts";

/** Where a file of OpenAPI Generator's output belongs in the client package. */
function toPackagePath(output: string): string {
  if (output.endsWith(".ts")) return `src/generated/${output}`;
  const name = basename(output, ".md");
  // The Markdown generator names its pages after classes: UsageFilesApi.md.
  const page = name.replace(/Api$/, "").replace(/(?<=[a-z\d])(?=[A-Z])/g, "-");
  return name === "README" ? "docs/README.md" : `docs/${page.toLowerCase()}.md`;
}

function renderFacts(jar: string, spec: string): Map<string, string> {
  const scratch = mkdtempSync(join(tmpdir(), "usage-billing-generate-"));
  try {
    runGenerator(jar, spec, scratch);
    const outputs = globSync(["operations.ts", "README.md", "models.md", "Apis/*.md"], {
      cwd: scratch,
    });
    return new Map(
      outputs
        .sort()
        .map((output) => [toPackagePath(output), readFileSync(join(scratch, output), "utf8")]),
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Makes all generated files of one client.
 *
 * @param document - The OpenAPI document, which OpenAPI Generator must find valid.
 * @param jar - Path of OpenAPI Generator, or undefined to make the types only.
 * @returns The files by their paths in the client package.
 */
export async function renderDocument(
  document: ApiDocument,
  jar: string | undefined,
): Promise<GeneratedFiles> {
  const spec = specFile(document);
  const files = new Map<string, string>();
  if (jar !== undefined) {
    validateDocument(jar, spec);
    for (const [path, text] of renderFacts(jar, spec)) files.set(path, text);
  }
  files.set(schemaPath, await renderSchema(spec));
  return new Map(
    [...files].map(([path, text]) => [path, withHeader(text, document.spec, path)] as const),
  );
}
