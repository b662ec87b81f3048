import type { ConnectCommand, ConnectGroup } from "./connect-command.ts";
import { deadlineOption, listOptions, option, required, saveOptions } from "./shared-options.ts";

const FILE = ["the usage file, UF-…"] as const;
const ID = "UF-2026-10-0000-0001";
const NOTE = "what the vendor is told, up to 200 characters";

const DETAILS = [
  option("--description <text>", "up to 200 characters"),
  option("--note <text>", "a private note, up to 200 characters"),
  option("--from <day>", "the first day that it is for, YYYY-MM-DD"),
  option("--to <day>", "the last day that it is for, YYYY-MM-DD"),
  option("--currency <code>", "the currency of its amounts, ISO 4217"),
  option("--external-id <id>", "your own id of it"),
] as const;

const looking: readonly ConnectCommand[] = [
  {
    usage: "list",
    description: "list usage files",
    options: [
      option("--status <status...>", "only files in one of these states"),
      option("--product <id...>", "only files of these products"),
      option("--contract <id...>", "only files of these contracts"),
      option("--marketplace <id...>", "only files of these marketplaces"),
      option("--environment <word...>", "test, preview or production"),
      option("--schema <word...>", "qt, cr, pr or tr"),
      option("--external-id <id...>", "only files with one of these ids of the vendor's"),
      ...listOptions(["id", "status", "created.at", "product.name", "vendor.name", "schema"]),
    ],
    examples: [
      "connect files list --status pending",
      "connect files list --order=-created.at --limit 20 --json",
    ],
    load: async () => (await import("./look-at-files.ts")).listFiles,
  },
  {
    usage: "show <file-id>",
    description: "show all that is known of a file",
    texts: FILE,
    examples: [`connect files show ${ID}`],
    load: async () => (await import("./look-at-files.ts")).showFile,
  },
  {
    usage: "problems <file-id>",
    description: "name the rows that the platform found at fault, with its words",
    texts: FILE,
    remarks: "They stand as comments in the processed workbook. Ends with 3 when there are some.",
    examples: [`connect files problems ${ID}`],
    load: async () => (await import("./file-problems.ts")).showProblems,
  },
  {
    usage: "download <which> <file-id>",
    description: "download a workbook of a file",
    texts: ["uploaded, processed or reconciliation", ...FILE],
    options: saveOptions("UF-…-WHICH.xlsx"),
    examples: [`connect files download processed ${ID} --out october.xlsx`],
    load: async () => (await import("./download-file.ts")).downloadFile,
  },
  {
    usage: "wait <file-id>",
    description: "wait until a file is in a state",
    texts: FILE,
    options: [
      option("--status <status...>", "the states; when left out, until it was processed"),
      deadlineOption(),
    ],
    remarks: `Ends with 3 when the file is in another state in which it stays until somebody acts, such as
invalid or rejected, and with 4 when the time is over.`,
    examples: [`connect files wait ${ID} --status accepted --deadline 1h`],
    load: async () => (await import("./wait-for-file.ts")).waitForFile,
  },
];

const ofVendor: readonly ConnectCommand[] = [
  {
    usage: "create",
    description: "make an empty file (vendor)",
    options: [
      option("--product <id>", "the product; the channel's when left out"),
      option("--contract <id>", "the distribution contract; the channel's when left out"),
      option("--name <text>", "up to 100 characters"),
      ...DETAILS,
    ],
    remarks: "With --external-id nothing is made when a file with that id is there already.",
    examples: ["connect files create --from 2026-10-01 --to 2026-10-31 --external-id october-eu"],
    load: async () => (await import("./make-file.ts")).createFile,
  },
  {
    usage: "update <file-id>",
    description: "change what a file says of itself (vendor)",
    texts: FILE,
    options: DETAILS,
    examples: [`connect files update ${ID} --description "October, corrected"`],
    load: async () => (await import("./make-file.ts")).updateFile,
  },
  {
    usage: "upload <file-id> <workbook>",
    description: "upload the workbook of a file, or another one in its place (vendor)",
    texts: [...FILE, "the workbook, .xlsx"],
    options: [option("--no-wait", "do not wait until the platform has read it"), deadlineOption()],
    remarks: "Rows that the platform finds at fault are named, and the command ends with 3.",
    examples: [`connect files upload ${ID} october.xlsx`],
    load: async () => (await import("./upload-file.ts")).uploadFile,
  },
  {
    usage: "submit <file-id>",
    description: "hand a file to the distributor (vendor)",
    texts: FILE,
    asks: true,
    examples: [`connect files submit ${ID}`],
    load: async () => (await import("./change-file.ts")).submitFile,
  },
  {
    usage: "delete <file-id>",
    description: "delete a file that the distributor does not have (vendor)",
    texts: FILE,
    asks: true,
    examples: [`connect files delete ${ID} --yes`],
    load: async () => (await import("./change-file.ts")).deleteFile,
  },
];

const ofDistributor: readonly ConnectCommand[] = [
  {
    usage: "accept <file-id>",
    description: "accept a file (distributor)",
    texts: FILE,
    options: [required("--note <text>", NOTE)],
    asks: true,
    examples: [`connect files accept ${ID} --note "Checked"`],
    load: async () => (await import("./change-file.ts")).acceptFile,
  },
  {
    usage: "reject <file-id>",
    description: "reject a file (distributor)",
    texts: FILE,
    options: [required("--note <text>", NOTE)],
    asks: true,
    examples: [`connect files reject ${ID} --note "Row 17: a hundred times the usual"`],
    load: async () => (await import("./change-file.ts")).rejectFile,
  },
  {
    usage: "approve-all <file-id>",
    description: "approve every record of a file (distributor)",
    texts: FILE,
    asks: true,
    examples: [`connect files approve-all ${ID}`],
    load: async () => (await import("./change-file.ts")).approveAll,
  },
  {
    usage: "reprocess <file-id>",
    description: "have the processed workbook written anew (distributor)",
    texts: FILE,
    examples: [`connect files reprocess ${ID}`],
    load: async () => (await import("./change-file.ts")).reprocessFile,
  },
  {
    usage: "reconcile <file-id> <workbook>",
    description: "upload billing ids and notes for one file (distributor)",
    texts: [...FILE, "the workbook, .xlsx; see connect reconciliations write"],
    asks: true,
    examples: [`connect files reconcile ${ID} billed.xlsx`],
    load: async () => (await import("./change-file.ts")).reconcileFile,
  },
  {
    usage: "close <file-id>",
    description: "close a file whose records were all billed (distributor)",
    texts: FILE,
    asks: true,
    examples: [`connect files close ${ID}`],
    load: async () => (await import("./change-file.ts")).closeFile,
  },
];

/** The commands on usage files. */
export const filesGroup: ConnectGroup = {
  name: "files",
  description: "usage files: look, report, accept, reject, close",
  commands: [...looking, ...ofVendor, ...ofDistributor],
};
