import type { Transition } from "../lifecycle.ts";
import type { FileEvent, FileStatus } from "./usage-file.ts";

/** What can be done to a file. */
export type FileAction =
  | "create"
  | "upload"
  | "store"
  | "pass"
  | "fail"
  | "submit"
  | "accept"
  | "reject"
  | "close"
  | "delete";

/**
 * The life of a usage file: every state that there is, and who leads to it. `uploaded`, which the
 * API's list of states has too, is led to by nothing that is documented.
 */
export const fileTransitions: readonly Transition<FileStatus, FileAction>[] = [
  { action: "create", from: null, to: "draft", by: ["vendor"] },
  { action: "upload", from: "draft", to: "uploading", by: ["vendor"] },
  { action: "upload", from: "invalid", to: "uploading", by: ["vendor"] },
  { action: "upload", from: "ready", to: "uploading", by: ["vendor"] },
  { action: "upload", from: "rejected", to: "uploading", by: ["vendor"] },
  { action: "store", from: "uploading", to: "processing", by: ["platform"] },
  { action: "pass", from: "processing", to: "ready", by: ["platform"] },
  { action: "fail", from: "processing", to: "invalid", by: ["platform"] },
  { action: "submit", from: "ready", to: "pending", by: ["vendor"] },
  { action: "accept", from: "pending", to: "accepted", by: ["distributor", "rule"] },
  { action: "reject", from: "pending", to: "rejected", by: ["distributor", "rule"] },
  { action: "close", from: "accepted", to: "closed", by: ["distributor"] },
  { action: "delete", from: "draft", to: "deleted", by: ["vendor"] },
  { action: "delete", from: "invalid", to: "deleted", by: ["vendor"] },
  { action: "delete", from: "ready", to: "deleted", by: ["vendor"] },
];

/** The states in which the vendor may change what it says of a file. */
export const editableStates: readonly FileStatus[] = ["draft", "invalid", "ready", "rejected"];

/** The actions that a file remembers, by the names of its events. */
export const fileEvents: Partial<Record<FileAction, FileEvent>> = {
  create: "created",
  store: "uploaded",
  submit: "submitted",
  accept: "accepted",
  reject: "rejected",
  close: "closed",
  delete: "deleted",
};
