import type { Fault } from "@usage-billing/twins";
import type { SampleRow } from "./sample.ts";

/** A fault that a channel has while a day is reported. */
export interface PlannedFault {
  readonly channel: SampleRow["channel"];
  readonly fault: Fault;
  /** What happens, in plain words. */
  readonly story: string;
}

/** What goes wrong while the usage of a day of October is reported. */
export const FAULTS: Readonly<Record<number, readonly PlannedFault[]>> = {
  3: [
    {
      channel: "rebilly",
      fault: { kind: "lose-answer", method: "POST", times: 3 },
      story:
        "Rebilly stores three usages and the answers are lost: whoever sends again bills twice.",
    },
  ],
  6: [
    {
      channel: "twocheckout",
      fault: { kind: "server-error", method: "POST", status: 503, times: 4 },
      story: "2Checkout answers 503 four times.",
    },
    {
      channel: "connect",
      fault: { kind: "error-after-storing", method: "POST", status: 502 },
      story: "Connect does what it is asked, and a gateway answers 502 in its place.",
    },
  ],
  9: [
    {
      channel: "rebilly",
      fault: { kind: "rate-limit", method: "POST", times: 3, retryAfter: 1 },
      story: "Rebilly answers 429 three times: too many requests, come back in a second.",
    },
  ],
  21: [
    {
      channel: "twocheckout",
      fault: { kind: "lose-answer", method: "POST", times: 2 },
      story: "2Checkout stores usage of two subscriptions and the answers are lost.",
    },
  ],
  27: [
    {
      channel: "connect",
      fault: { kind: "reset-before-storing", method: "POST", times: 2 },
      story: "The connection to Connect breaks before it has read what is sent, twice.",
    },
  ],
};

/** The day on which a connection is never answered and the process is killed. */
export const HALF_OPEN_DAY = 13;

/** The day whose export is written six hours late. */
export const SILENT_DAY = 18;

/** The usage that the export had ten times too high, which the distributor notices. */
export const WRONG_EXPORT = "connect-seat-pro-7-2026-10-15";

/** The usage that was metered twice, which the vendor notices by himself. */
export const METERED_TWICE = "rebilly-storage-4-2026-10-22";

/** Usage that came in after its day was reported. */
export const LATE: readonly string[] = [
  "rebilly-seats-3-2026-10-10",
  "twocheckout-storage-mb-5-2026-10-10",
];

/** What is worth saying of a day on which nothing goes wrong. */
export const REMARKS: Readonly<Record<number, string>> = {
  1: "Every morning the vendor reports what is due. The sources say what was metered, each window once.",
  15: "Yesterday at 10:30 every channel got a new customer.",
  25: "In Bucharest the clocks went back: the day at 2Checkout had 25 hours.",
  31: "The last day. With it goes what is reported once a month.",
};
