import type { Fault } from "@usage-billing/twins";
import type { ChannelName } from "../channel-name.ts";
import type { InputPlan } from "../input/make-records.ts";

/** Where a process is killed: before or after one of its steps, counted from 1. */
export interface KillPoint {
  readonly step: number;
  readonly when: "after" | "before";
}

/** A fault that is armed right before a request of the life, counted from 1 per channel. */
export interface PlannedFault {
  readonly request: number;
  readonly fault: Fault;
}

/** A change to a record, by its place in the channel's input. */
export interface Change {
  readonly channel: ChannelName;
  readonly index: number;
}

/** What a process does with the ledger and the channels. */
export type Task =
  | { readonly kind: "report" }
  | { readonly kind: "follow" }
  | { readonly kind: "retract"; readonly changes: readonly Change[] }
  | { readonly kind: "correct"; readonly changes: readonly Change[] }
  | { readonly kind: "retry" }
  | { readonly kind: "decide"; readonly changes: readonly Change[] };

/** A way in which a reporter can be wrong, to see that it is found. */
export type Defect = "blind-retry" | "commit-after-send" | "no-read-back" | "swallow-error";

/** One life of a process: what it is to do, and what happens to it. */
export interface Job {
  readonly task: Task;
  readonly input: InputPlan;
  readonly channels: readonly ChannelName[];
  readonly ledgerFile: string;
  readonly baseUrls: Readonly<Record<ChannelName, string>>;
  /** The time when it begins. */
  readonly now: number;
  readonly concurrency: number;
  /** The longest wait for an answer, in milliseconds of the machine's time. */
  readonly timeout: number;
  readonly faults: Readonly<Partial<Record<ChannelName, readonly PlannedFault[]>>>;
  readonly kill?: KillPoint;
  readonly defect?: Defect;
}

/** What a process says of a life that it got through. */
export interface JobResult {
  /** The names of the steps in their order. */
  readonly steps: readonly string[];
  /** How many requests each channel was sent. */
  readonly requests: Readonly<Record<ChannelName, number>>;
  /** How many of all requests were POSTs. */
  readonly posts: number;
  /** How many requests got no good answer. */
  readonly failedRequests: number;
  /** Errors that ended a part of the task, in words. */
  readonly errors: readonly string[];
}

/** What a process says to its parent. */
export type ChildMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "sleep"; readonly id: number; readonly milliseconds: number }
  | { readonly kind: "requests"; readonly channel: ChannelName; readonly count: number }
  | {
      readonly kind: "arm";
      readonly id: number;
      readonly channel: ChannelName;
      readonly fault: Fault;
      readonly request: number;
    }
  | { readonly kind: "done"; readonly result: JobResult };

/** What a parent says to its process. */
export type ParentMessage =
  | { readonly kind: "job"; readonly job: Job }
  | { readonly kind: "go-on"; readonly id: number; readonly now: number };
