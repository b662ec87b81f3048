import type { Transition } from "../lifecycle.ts";
import type { ChunkStatus } from "./usage-chunk.ts";

/** What can be done to a chunk. */
export type ChunkAction = "create" | "generate" | "fail" | "regenerate" | "close";

/** The life of a chunk: it closes by request, or with its file. */
export const chunkTransitions: readonly Transition<ChunkStatus, ChunkAction>[] = [
  { action: "create", from: null, to: "draft", by: ["platform"] },
  { action: "generate", from: "draft", to: "ready", by: ["platform"] },
  { action: "fail", from: "draft", to: "failed", by: ["platform"] },
  { action: "regenerate", from: "failed", to: "draft", by: ["distributor"] },
  { action: "regenerate", from: "ready", to: "draft", by: ["distributor"] },
  { action: "close", from: "ready", to: "closed", by: ["distributor", "platform"] },
];
