// Writes the generated parts of every Markdown file anew; with --check it compares instead and fails on any
// difference.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillGenerated } from "./fill-generated.ts";
import { repository } from "./repository.ts";
import { createSections } from "./sections.ts";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const sections = createSections(repository);
const files = globSync(["*.md", "docs/**/*.md", "packages/{*,*/*}/README.md"], { cwd: repository });

for (const file of files.sort()) {
  const path = join(repository, file);
  const text = readFileSync(path, "utf8");
  const filled = fillGenerated(text, sections);
  if (filled === text) continue;
  if (values.check) {
    console.error(`${file} is not as generated; run npm run generate and commit the result`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, filled);
    console.log(`${file} written`);
  }
}
console.log(`${files.length} Markdown files looked through`);
