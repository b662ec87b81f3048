import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { applyEdits } from "../accept/apply-edits.ts";
import { Importer } from "../accept/import-value.ts";
import { compareDocuments, pairComponents } from "../compare/compare-documents.ts";
import { keyOf } from "../compare/difference.ts";
import { readCorrections, sortOut } from "../corrections/corrections.ts";
import type { OpenApiDocument } from "../document/document.ts";
import { readDocument } from "../document/read-document.ts";
import { toCount } from "../report/report-drift.ts";
import { pickSources, readSources, type Source } from "../sources.ts";
import { SpecsError } from "../specs-error.ts";
import { readCommitted, readFetched, type Workplace } from "../workplace.ts";

/** What upstream changed is taken over; what this project corrected stays. */
function takeOver(
  { folder }: Workplace,
  api: string,
  { source, theirs }: { readonly source: Source; readonly theirs: OpenApiDocument },
): { readonly file: string; readonly text: string; readonly taken: readonly string[] } {
  const { file, text, document } = readCommitted(folder, source);
  const corrections = readCorrections(folder, api);
  const { drift } = sortOut(compareDocuments(document, theirs), corrections);
  const partners = pairComponents(document, theirs).usual();
  const importer = new Importer(document, theirs, partners);
  const edits = drift.flatMap((difference) => difference.edits);
  const changed = edits.length === 0 ? text : applyEdits(text, document, { edits, importer });
  const accepted = readDocument(source.file, Buffer.from(changed));
  const left = sortOut(compareDocuments(accepted, theirs), corrections).drift;
  if (left.length > 0) {
    throw new SpecsError(
      `${source.file} has to be changed by hand first, because this cannot be taken over:\n${left.map((one) => `  ${keyOf(one)}`).join("\n")}`,
    );
  }
  return { file, text: changed, taken: drift.map(keyOf) };
}

function noteVersion(folder: string, api: string, version: string): void {
  const sources = readSources(folder);
  const source = sources.documents[api];
  if (source === undefined || source.version === version) return;
  const file = resolve(folder, "sources.json");
  const text = readFileSync(file, "utf8");
  // Only the version is written: the rest stays in the form that people gave it.
  const entry = new RegExp(`("${api}":\\s*\\{[^}]*"version":\\s*)"[^"]*"`);
  writeFileSync(
    file,
    text.replace(entry, (_all, before) => before + JSON.stringify(version)),
  );
}

/**
 * Makes the committed document say what the fetched one says: structure, not words. What is known as a
 * correction stays as it is. Nothing is written unless the whole difference is gone by it.
 *
 * @param workplace - Where to work.
 * @param api - The API.
 * @throws {@link SpecsError} When nothing was fetched, or something has to be changed by hand.
 */
export function acceptDocument(workplace: Workplace, api: string): void {
  const { folder, print } = workplace;
  const [picked] = pickSources(readSources(folder), api);
  if (picked === undefined) return;
  const [, source] = picked;
  const theirs = readFetched(folder, api);
  const { file, text, taken } = takeOver(workplace, api, { source, theirs });
  if (taken.length > 0) writeFileSync(file, text);
  noteVersion(folder, api, String(theirs.info.version ?? "unknown"));
  if (taken.length === 0) {
    print(`${api}: no drift, ${source.file} stays as it is\n`);
    return;
  }
  print(`${api}: ${toCount(taken.length)} taken over into ${source.file}\n`);
  for (const key of taken) print(`  ${key}\n`);
  print("Next: find our own words for what is new, then npm run generate and npm test.\n");
}
