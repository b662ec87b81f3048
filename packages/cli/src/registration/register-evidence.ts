import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

function registerVerify(evidence: Command, context: CommandContext): void {
  evidence
    .command("verify")
    .description("verify a file of evidence: no ledger, configuration or network is needed")
    .argument("<file>", "the file")
    .option("--head <sha256>", "the head that was kept elsewhere")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
It recomputes every hash and says what is wrong, and where. Ends with 3 when something is.

Examples:
  $ usage-billing evidence verify 4f1c2c.evidence.jsonl
  $ usage-billing evidence verify 4f1c2c.evidence.jsonl --head 9c56cc51…`,
    )
    .action(async (file: string, options) => {
      const { verifyEvidenceFile } = await import("../commands/evidence.ts");
      await verifyEvidenceFile(file, options, context);
    });
}

/**
 * Adds `evidence` and `evidence verify` to the command line.
 *
 * @param program - The command line.
 * @param context - What the commands get from the process.
 */
export function registerEvidence(program: Command, context: CommandContext): void {
  const evidence = program
    .command("evidence")
    .description("write what happened to a record or a delivery as a file that verifies offline")
    .argument("<id>", "a record's id or its beginning, or a delivery's id")
    .option("--out <file>", "where the file is written; printed when left out")
    .addOption(configOption())
    .addOption(waitOption())
    .addHelpText(
      "after",
      `
The file goes from the source row to the billing reference: every fact with its time, and the bytes sent,
each line with the hash of the line before it. It holds no credential. docs/evidence.md tells how to
verify it without this program.

Examples:
  $ usage-billing evidence 4f1c2c --out 4f1c2c.evidence.jsonl
  $ usage-billing evidence verify 4f1c2c.evidence.jsonl`,
    )
    .action(async (id: string, options) => {
      const { writeEvidence } = await import("../commands/evidence.ts");
      await writeEvidence(id, { ...options, version: program.version() ?? "" }, context);
    });
  registerVerify(evidence, context);
}
