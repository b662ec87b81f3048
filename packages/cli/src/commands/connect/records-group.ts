import type { ConnectGroup } from "./connect-command.ts";
import { counted, listOptions, option } from "./shared-options.ts";

const RECORD = ["the usage record, UR-…"] as const;
const ID = "UR-2026-10-0000-0000-0000-0001";

/** The commands on usage records. */
export const recordsGroup: ConnectGroup = {
  name: "records",
  description: "usage records: look, approve, close with billing ids",
  commands: [
    {
      usage: "list",
      description: "list usage records",
      options: [
        option("--file <id...>", "only records of these files"),
        option("--status <status...>", "only records in one of these states"),
        option("--product <id...>", "only records of these products"),
        option("--asset <id...>", "only records of these assets, AS-…"),
        option("--item <id...>", "only records of these items"),
        option("--hub <id...>", "only records of these hubs"),
        option("--schema <word...>", "qt, cr, pr or tr"),
        ...listOptions(["status", "created_time", "usage_start_time"]),
      ],
      remarks: "With --json each line is one record, with exact quantities.",
      examples: [
        "connect records list --file UF-2026-10-0000-0001 --status invalid",
        "connect records list --file UF-2026-10-0000-0001 --json > october.jsonl",
      ],
      load: async () => (await import("./look-at-records.ts")).listRecords,
    },
    {
      usage: "show <record-id>",
      description: "show all that is known of a record",
      texts: RECORD,
      examples: [`connect records show ${ID}`],
      load: async () => (await import("./look-at-records.ts")).showRecord,
    },
    {
      usage: "status <record-id> <status>",
      description: "approve or reject a record of a pending file (distributor)",
      texts: [...RECORD, "approved or rejected"],
      asks: true,
      examples: [`connect records status ${ID} rejected`],
      load: async () => (await import("./change-record.ts")).setRecordStatus,
    },
    {
      usage: "close [record-id]",
      description: "close a record, or those of a CSV file, under a bill (distributor)",
      texts: RECORD,
      options: [
        option("--billing-id <id>", "the id of the bill in your system"),
        option("--note <text>", "a note to it, up to 200 characters"),
        option("--from <file>", "a CSV or JSON Lines file of many records"),
        counted("--batch-size <number>", "how many go into one request; 500 otherwise"),
        option("--out <file>", "a CSV file with the result of every line"),
        option("--force", "replace a file that is there"),
      ],
      asks: true,
      remarks: `The file has the columns record_id (UR-…), billing_id and note. It is read whole first: when
a line cannot be used, or names a record twice, nothing is closed. Every line gets a result, closed,
refused or unknown; those that are not closed are printed. Ends with 3 when some were refused, with 4
when of some nobody knows. A batch whose answer was lost is read back before it is sent again.`,
      examples: [
        `connect records close ${ID} --billing-id INV-7 --note "October"`,
        "connect records close --from billed.csv --out results.csv --yes",
      ],
      load: async () => (await import("./close-records.ts")).closeRecords,
    },
  ],
};
