import type { FileEvent, FileStatus } from "./usage-file.ts";

/** What can be done to a file. */
export type FileAction =
  | "create"
  | "update"
  | "upload"
  | "store"
  | "check"
  | "submit"
  | "accept"
  | "reject"
  | "close"
  | "delete";

/** What an action does to a file. */
export interface Transition {
  readonly from: readonly FileStatus[];
  /** The state after it; absent where the state stays or depends on the rows. */
  readonly to?: FileStatus;
  readonly event?: FileEvent;
}

/** The life of a usage file. `store` and `check` are the platform's, all others are calls. */
export const transitions: Readonly<Record<FileAction, Transition>> = {
  create: { from: [], to: "draft", event: "created" },
  update: { from: ["draft", "invalid", "ready", "rejected"] },
  upload: { from: ["draft", "invalid", "ready", "rejected"], to: "uploading" },
  store: { from: ["uploading"], to: "processing", event: "uploaded" },
  check: { from: ["processing"] },
  submit: { from: ["ready"], to: "pending", event: "submitted" },
  accept: { from: ["pending"], to: "accepted", event: "accepted" },
  reject: { from: ["pending"], to: "rejected", event: "rejected" },
  close: { from: ["accepted"], to: "closed", event: "closed" },
  delete: { from: ["draft", "invalid", "ready"], to: "deleted", event: "deleted" },
};

/** How long the platform takes, in milliseconds. */
export const platformTimes = { store: 10, check: 20, accept: 20 } as const;
