import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { adviseVersion, type Drift, toCount, toReport } from "../report/report-drift.ts";
import { readSources } from "../sources.ts";
import { SpecsError } from "../specs-error.ts";
import { isFetched, type Workplace } from "../workplace.ts";
import { acceptDocument } from "./accept.ts";
import { findDrift } from "./drift.ts";

/** A changeset in the form that `changeset version` reads. */
function toChangeset({ api, version, drift }: Drift): string {
  const advice = adviseVersion(drift);
  return [
    "---",
    `"@usage-billing/${api}-client": ${advice}`,
    "---",
    "",
    `Follows version ${version} of the upstream document: ${toCount(drift.length)}, the gravest ${advice}.`,
    "",
  ].join("\n");
}

function toProposal(drifts: readonly Drift[], byHand: readonly string[]): string {
  const parts = drifts.map(
    (drift) =>
      `## ${drift.api}: ${adviseVersion(drift.drift)}\n\n\`\`\`text\n${toReport(drift, false)}\`\`\`\n`,
  );
  const left = byHand.map((message) => `\`\`\`text\n${message}\n\`\`\`\n`);
  return [
    "The upstream documents changed. Before this is merged: find our own words for what is new, enter in `specs/README.md` and `specs/corrections.json` what is meant to differ, and see that `npm test` passes.\n",
    ...parts,
    ...(left.length === 0 ? [] : ["## To be changed by hand\n", ...left]),
  ].join("\n");
}

/**
 * Takes over all drift that can be taken over, with a changeset for each client, and writes what a pull
 * request should say. Without drift nothing is written.
 *
 * @param workplace - Where to work.
 * @param changesets - The folder of the changesets.
 */
export function proposeDrift(workplace: Workplace, changesets: string): void {
  const { folder, print } = workplace;
  const all = Object.entries(readSources(folder).documents)
    .filter(([api]) => isFetched(folder, api))
    .map(([api, source]) => findDrift(folder, api, source));
  const drifts = all.filter(({ drift }) => drift.length > 0);
  if (drifts.length === 0) {
    print("no drift, nothing to propose\n");
    return;
  }
  const byHand: string[] = [];
  for (const drift of drifts) {
    try {
      acceptDocument(workplace, drift.api);
      writeFileSync(resolve(changesets, `upstream-${drift.api}.md`), toChangeset(drift));
    } catch (error) {
      if (!(error instanceof SpecsError)) throw error;
      byHand.push(error.message);
    }
  }
  const fetched = resolve(folder, ".fetched");
  mkdirSync(fetched, { recursive: true });
  writeFileSync(resolve(fetched, "proposal.md"), toProposal(drifts, byHand));
  print(`proposal written for ${drifts.map(({ api }) => api).join(", ")}\n`);
}
