import type { ConnectGroup } from "./connect-command.ts";
import { deadlineOption, listOptions, option, required, saveOptions } from "./shared-options.ts";

const RECONCILIATION = ["the reconciliation"] as const;
const ID = "RCN-2026-10-0000-0001";

/** The commands on reconciliations. */
export const reconciliationsGroup: ConnectGroup = {
  name: "reconciliations",
  description: "workbooks of billing ids and notes (distributor)",
  commands: [
    {
      usage: "list",
      description: "list reconciliations",
      options: [
        option("--file <id...>", "only those of these files"),
        option("--chunk <id...>", "only those of these chunks"),
        option("--hub <id...>", "only those of these hubs"),
        ...listOptions(["usagefile.id", "partusagefile.id"]),
      ],
      examples: ["connect reconciliations list --file UF-2026-10-0000-0001"],
      load: async () => (await import("./look-at-reconciliations.ts")).listReconciliations,
    },
    {
      usage: "show <reconciliation-id>",
      description: "show all that is known of a reconciliation",
      texts: RECONCILIATION,
      examples: [`connect reconciliations show ${ID}`],
      load: async () => (await import("./look-at-reconciliations.ts")).showReconciliation,
    },
    {
      usage: "wait <reconciliation-id>",
      description: "wait until a reconciliation is in a state",
      texts: RECONCILIATION,
      options: [
        option("--status <status...>", "the states; when left out, until its bills were booked"),
        deadlineOption(),
      ],
      remarks: "Ends with 3 when it failed, and with 4 when the time is over.",
      examples: [`connect reconciliations wait ${ID} --deadline 1h`],
      load: async () => (await import("./wait-for-work.ts")).waitForReconciliation,
    },
    {
      usage: "problems <reconciliation-id>",
      description: "name the rows that could not be booked, with the platform's words",
      texts: RECONCILIATION,
      remarks: "Ends with 3 when there are some.",
      examples: [`connect reconciliations problems ${ID}`],
      load: async () => (await import("./look-at-reconciliations.ts")).showUnbooked,
    },
    {
      usage: "download <which> <reconciliation-id>",
      description: "download a workbook of a reconciliation",
      texts: ["uploaded or processed", ...RECONCILIATION],
      options: saveOptions("ID-WHICH.xlsx"),
      examples: [`connect reconciliations download processed ${ID}`],
      load: async () => (await import("./look-at-reconciliations.ts")).downloadReconciliation,
    },
    {
      usage: "write",
      description: "write a reconciliation workbook from a CSV file, or fill in a chunk",
      options: [
        required("--from <file>", "a CSV or JSON Lines file: record_id, billing_id and note"),
        option("--chunk <workbook>", "a chunk that was downloaded: its columns are kept"),
        required("--out <file>", "where to write the workbook"),
        option("--force", "replace a file that is there"),
      ],
      remarks: `The record ids are those of the chunk, or the platform's, UR-…. Nothing is sent. With --chunk the
bills are held in memory, and a record that the chunk does not have is refused.`,
      examples: [
        "connect reconciliations write --from billed.csv --out billed.xlsx",
        "connect reconciliations write --from billed.csv --chunk hub-1.xlsx --out billed.xlsx",
      ],
      load: async () => (await import("./write-reconciliation.ts")).writeReconciliation,
    },
    {
      usage: "upload <workbook>",
      description: "upload billing ids and notes; the workbook says of which records",
      texts: ["the workbook, .xlsx"],
      options: [option("--note <text>", "a note, up to 200 characters")],
      asks: true,
      examples: ['connect reconciliations upload billed.xlsx --note "October, hub 1"'],
      load: async () => (await import("./upload-reconciliation.ts")).uploadReconciliation,
    },
  ],
};
