import type { ChunkStatus } from "../api/chunks/from-usage-chunk.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** The life of a chunk file: the part of an accepted usage file that is for one hub. */
export const chunkLifecycle: Lifecycle<ChunkStatus> = {
  states: ["draft", "ready", "closed", "failed"],
  transitions: [
    { from: [], to: "draft", by: "platform", operations: [], when: "its usage file is accepted" },
    { from: ["draft"], to: "ready", by: "platform", operations: [], when: "it is written" },
    { from: ["draft"], to: "failed", by: "platform", operations: [], when: "writing it failed" },
    {
      from: ["ready", "failed"],
      to: "draft",
      by: "distributor",
      operations: ["regenerateUsageChunk"],
      when: "it is written anew, because its source changed or writing it failed",
    },
    {
      from: ["ready"],
      to: "closed",
      by: "distributor",
      operations: ["closeUsageChunk"],
      when: "it is billed",
    },
    {
      from: ["ready"],
      to: "closed",
      by: "platform",
      operations: [],
      when: "the last record of its usage file was closed",
    },
  ],
};
