import type { BatchCapability, ChannelCapabilities } from "@usage-billing/core";

/** One row of the table: what is asked, and how a channel's data answers it. */
interface CapabilityRow {
  readonly question: string;
  readonly answer: (capabilities: ChannelCapabilities) => string;
}

const WAYS = {
  delete: "deletes it",
  "delete-and-send": "deletes it, sends it again",
  none: "cannot",
  update: "updates it",
  "upload-again": "uploads its file again",
} as const;

function toCount(number: number): string {
  return number.toLocaleString("en");
}

function toYesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}

function describeBatch({ shape, maximumRecords }: BatchCapability): string {
  const shapes = { array: "arrays", file: "files" } as const;
  return shape === "single"
    ? "one record a request"
    : `${shapes[shape]} of up to ${toCount(maximumRecords)} records`;
}

function describeResolution(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
}

/** The questions of the table, in its order. Every field of the capabilities is in one of them. */
export const CAPABILITY_ROWS: readonly CapabilityRow[] = [
  { question: "takes records as", answer: ({ batch }) => describeBatch(batch) },
  { question: "decimals of a quantity", answer: ({ decimals }) => String(decimals) },
  {
    question: "smallest quantity",
    answer: ({ minimumQuantity }) => minimumQuantity,
  },
  {
    question: "greatest quantity",
    answer: ({ maximumQuantity }) => maximumQuantity ?? "no bound is known",
  },
  {
    question: "meter of a record",
    answer: ({ meter }) => (meter === "required" ? "required" : "implied by the subscription"),
  },
  {
    question: "time of a record",
    answer: ({ time }) => (time === "period" ? "a period" : "an instant, the start of the period"),
  },
  {
    question: "keeps times to",
    answer: ({ timeResolution }) => describeResolution(timeResolution),
  },
  { question: "correcting a record", answer: ({ correction }) => WAYS[correction] },
  { question: "taking a record back", answer: ({ retraction }) => WAYS[retraction] },
  {
    question: "may store less than was sent",
    answer: ({ partialQuantity }) => toYesOrNo(partialQuantity),
  },
  {
    question: "somebody there accepts or rejects",
    answer: ({ acceptance }) => toYesOrNo(acceptance),
  },
  {
    question: "closes records with a billing reference",
    answer: ({ closing }) => toYesOrNo(closing),
  },
  {
    question: "gives the record id back",
    answer: ({ recordIdReadBack }) => toYesOrNo(recordIdReadBack),
  },
];
