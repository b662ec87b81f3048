import type { FileStatus } from "../api/files/from-usage-file.ts";
import type { Lifecycle } from "./lifecycle.ts";

/**
 * The life of a usage file.
 *
 * `uploaded` is in the API's document, but no workflow page uses it, and one text gives it the meaning
 * of `ready`. It is taken for a step of the platform between `uploading` and `processing` here; the
 * channel waits for it to pass and then tries to submit.
 */
export const fileLifecycle: Lifecycle<FileStatus> = {
  states: [
    "draft",
    "uploading",
    "uploaded",
    "processing",
    "invalid",
    "ready",
    "pending",
    "rejected",
    "accepted",
    "closed",
    "deleted",
  ],
  transitions: [
    { from: [], to: "draft", by: "vendor", operations: ["createUsageFile"], when: "it is made" },
    {
      from: ["draft", "invalid", "ready", "rejected"],
      to: "uploading",
      by: "vendor",
      operations: ["uploadUsageFile"],
      when: "a workbook is uploaded",
    },
    {
      from: ["uploading"],
      to: "uploaded",
      by: "platform",
      operations: [],
      when: "the workbook is stored; not every version of the platform shows it",
    },
    {
      from: ["uploading", "uploaded"],
      to: "processing",
      by: "platform",
      operations: [],
      when: "the rows are read",
    },
    {
      from: ["processing"],
      to: "ready",
      by: "platform",
      operations: [],
      when: "every row is valid",
    },
    {
      from: ["processing"],
      to: "invalid",
      by: "platform",
      operations: [],
      when: "one row is at fault: the whole file fails",
    },
    {
      from: ["ready"],
      to: "pending",
      by: "vendor",
      operations: ["submitUsageFile"],
      when: "it is handed to the distributor",
    },
    {
      from: ["pending"],
      to: "accepted",
      by: "distributor",
      operations: ["acceptUsageFile"],
      when: "the distributor accepts it",
    },
    {
      from: ["pending"],
      to: "accepted",
      by: "platform",
      operations: [],
      when: "a rule of the product accepts it, within seconds",
    },
    {
      from: ["pending"],
      to: "rejected",
      by: "distributor",
      operations: ["rejectUsageFile"],
      when: "the distributor rejects it",
    },
    {
      from: ["pending"],
      to: "rejected",
      by: "platform",
      operations: [],
      when: "a rule of the product rejects it, within seconds",
    },
    {
      from: ["accepted"],
      to: "closed",
      by: "distributor",
      operations: ["closeUsageFile"],
      when: "every record has a billing id and note, and the distributor closes it",
    },
    {
      from: ["accepted"],
      to: "closed",
      by: "platform",
      operations: [],
      when: "its last record or chunk was closed",
    },
    {
      from: ["draft", "invalid", "ready"],
      to: "deleted",
      by: "vendor",
      operations: ["deleteUsageFile"],
      when: "the vendor deletes it; a rejected one cannot be",
    },
  ],
};
