import type { ConnectGroup } from "./connect-command.ts";
import { deadlineOption, listOptions, option, required, saveOptions } from "./shared-options.ts";

const CHUNK = ["the chunk, UFC-…"] as const;
const ID = "UFC-2026-10-0000-0001-001";

/** The commands on chunk files. */
export const chunksGroup: ConnectGroup = {
  name: "chunks",
  description: "chunks of accepted files, one a hub: download, close (distributor)",
  commands: [
    {
      usage: "list",
      description: "list chunks",
      options: [
        option("--file <id...>", "only chunks of these files"),
        option("--status <status...>", "only chunks in one of these states"),
        option("--hub <id...>", "only chunks of these hubs"),
        ...listOptions(["usagefile.id"]),
      ],
      examples: ["connect chunks list --status ready"],
      load: async () => (await import("./look-at-chunks.ts")).listChunks,
    },
    {
      usage: "show <chunk-id>",
      description: "show all that is known of a chunk",
      texts: CHUNK,
      examples: [`connect chunks show ${ID}`],
      load: async () => (await import("./look-at-chunks.ts")).showChunk,
    },
    {
      usage: "wait <chunk-id>",
      description: "wait until a chunk is in a state",
      texts: CHUNK,
      options: [
        option("--status <status...>", "the states; when left out, until it was written"),
        deadlineOption(),
      ],
      remarks: "Ends with 3 when writing it failed, and with 4 when the time is over.",
      examples: [`connect chunks wait ${ID}`],
      load: async () => (await import("./wait-for-work.ts")).waitForChunk,
    },
    {
      usage: "download <chunk-id>",
      description: "download the workbook of a chunk",
      texts: CHUNK,
      options: saveOptions("UFC-….xlsx"),
      examples: [`connect chunks download ${ID} --out hub-1.xlsx`],
      load: async () => (await import("./look-at-chunks.ts")).downloadChunk,
    },
    {
      usage: "external-id <chunk-id> <text>",
      description: "set your own words of a chunk, for example how far billing has come",
      texts: [...CHUNK, "the words"],
      examples: [`connect chunks external-id ${ID} "batch 12, imported"`],
      load: async () => (await import("./change-chunk.ts")).setExternalId,
    },
    {
      usage: "close <chunk-id>",
      description: "close a chunk with all its records under a bill",
      texts: CHUNK,
      options: [
        required("--billing-id <id>", "the id of the bill in your system"),
        option("--note <text>", "a note to it, up to 200 characters"),
      ],
      asks: true,
      examples: [`connect chunks close ${ID} --billing-id INV-7 --note "October"`],
      load: async () => (await import("./change-chunk.ts")).closeChunk,
    },
    {
      usage: "regenerate <chunk-id>",
      description: "have a chunk written anew that is outdated or failed",
      texts: CHUNK,
      examples: [`connect chunks regenerate ${ID}`],
      load: async () => (await import("./change-chunk.ts")).regenerateChunk,
    },
  ],
};
