import type { FileStatus } from "../files/usage-file.ts";
import type { Transition } from "../lifecycle.ts";
import type { RecordStatus } from "./connect-record.ts";

/** What can be done to a record. */
export type RecordAction = "pass" | "fail" | "approve" | "reject" | "follow" | "close" | "replace";

/** A line of the record's table: it holds only while the file is in one of these states. */
export interface RecordTransition extends Transition<RecordStatus, RecordAction> {
  readonly during: readonly FileStatus[];
}

/** A record is decided on while its file waits for a decision. */
const undecided: readonly FileStatus[] = ["pending"];
const replaceable: readonly FileStatus[] = ["draft", "invalid", "ready", "rejected"];

/**
 * The life of a record. Its states before its row is checked have no value in the API. `follow` is
 * what happens to approved records of a file that is rejected after all.
 */
export const recordTransitions: readonly RecordTransition[] = [
  { action: "pass", from: null, to: "valid", by: ["platform"], during: ["processing"] },
  { action: "fail", from: null, to: "invalid", by: ["platform"], during: ["processing"] },
  {
    action: "approve",
    from: "valid",
    to: "approved",
    by: ["distributor", "rule"],
    during: undecided,
  },
  {
    action: "reject",
    from: "valid",
    to: "rejected",
    by: ["distributor", "rule"],
    during: undecided,
  },
  {
    action: "follow",
    from: "approved",
    to: "rejected",
    by: ["distributor", "rule"],
    during: undecided,
  },
  { action: "close", from: "approved", to: "closed", by: ["distributor"], during: ["accepted"] },
  { action: "replace", from: "valid", to: null, by: ["vendor"], during: replaceable },
  { action: "replace", from: "invalid", to: null, by: ["vendor"], during: replaceable },
  { action: "replace", from: "rejected", to: null, by: ["vendor"], during: replaceable },
];
