import type { ChangeKind, CorrectionAction, CorrectionWay, Moment } from "./correction-types.ts";

/** Why a change is refused: the reason as the end of a sentence, and the way out as one. */
export interface RefusedCell {
  readonly rule: string;
  readonly reason: string;
  readonly fix: string;
}

/** What a change comes to at one moment: something that is done, or a refusal. */
export type CorrectionCell = CorrectionAction | RefusedCell;

/** What every change comes to at every moment, at channels that correct in one way. */
export type CorrectionRows = Readonly<Record<ChangeKind, Readonly<Record<Moment, CorrectionCell>>>>;

const billedMove: RefusedCell = {
  rule: "moved-after-billing",
  reason: "stands on a bill; sent for another period, the same usage would be billed twice",
  fix: "Where the periods differ in price, correct it with delete, which states a credit note, and report the usage in its period once that is given.",
};

const acceptedMove: RefusedCell = {
  rule: "moved-after-acceptance",
  reason: "was accepted for its period; sent for another one, the same usage would be billed twice",
  fix: "Ask the distributor to leave it out of the bill; then report the usage in its period.",
};

const noMeters: RefusedCell = {
  rule: "channel-without-meters",
  reason: "has no meter at its channel, where the subscription implies it",
  fix: "Correct it with delete, and report the usage for the subscription that it belongs to.",
};

/** Moments at which a channel without acceptance can change what it holds. */
function open(action: CorrectionAction): Readonly<Record<"accepted" | "sent", CorrectionAction>> {
  return { sent: action, accepted: action };
}

/** Moments at which a channel's distributor has the record for good. */
function closed<Cell extends CorrectionCell>(
  cell: Cell,
): Readonly<Record<"accepted" | "billed", Cell>> {
  return { accepted: cell, billed: cell };
}

/**
 * What becomes of a correction: for each way of correcting, for each change and each moment. The
 * documentation is generated from it, and every cell is played against the twin of its channel.
 */
export const correctionTable: Readonly<Record<CorrectionWay, CorrectionRows>> = {
  "upload-again": {
    raise: { planned: "revise", sent: "replace", ...closed("compensate") },
    lower: { planned: "revise", sent: "replace", ...closed("credit") },
    delete: { planned: "withdraw", sent: "retract", ...closed("credit") },
    move: { planned: "revise", sent: "move", accepted: acceptedMove, billed: billedMove },
    "change-meter": { planned: "revise", sent: "move", ...closed("compensate-and-credit") },
  },
  "delete-and-send": {
    raise: { planned: "revise", ...open("replace"), billed: "compensate" },
    lower: { planned: "revise", ...open("replace"), billed: "credit" },
    delete: { planned: "withdraw", ...open("retract"), billed: "credit" },
    move: { planned: "revise", ...open("move"), billed: billedMove },
    "change-meter": { planned: noMeters, sent: noMeters, accepted: noMeters, billed: noMeters },
  },
  update: {
    raise: { planned: "revise", ...open("replace"), billed: "compensate" },
    lower: { planned: "revise", ...open("replace"), billed: "credit" },
    delete: { planned: "withdraw", ...open("retract"), billed: "credit" },
    move: { planned: "revise", ...open("move"), billed: billedMove },
    "change-meter": { planned: "revise", ...open("move"), billed: "compensate-and-credit" },
  },
};

const REPORT = "The next report sends it.";
const CREDIT =
  "Ask the channel for a credit note of what is stated, outside the API; nothing is sent for it.";

/** What is done at a channel, by its way of correcting. */
const AT_CHANNEL: Readonly<
  Record<"move" | "replace" | "retract", Readonly<Record<CorrectionWay, readonly string[]>>>
> = {
  replace: {
    "upload-again": [
      "The usage file is uploaded again with the corrected row and submitted; while the distributor has it, the distributor has to reject it first.",
    ],
    "delete-and-send": ["The usage is deleted.", "The corrected usage is posted."],
    update: ["The usage is updated in its place."],
  },
  retract: {
    "upload-again": [
      "The usage file is uploaded again without the row, or deleted when that was its last; while the distributor has it, the distributor has to reject it first.",
    ],
    "delete-and-send": ["The usage is deleted."],
    update: ["The usage is deleted by its reference."],
  },
  move: {
    "upload-again": [
      "The usage file is uploaded again with the row as it should be; where that belongs to another file, without it, and the next report sends the other. While the distributor has the file, the distributor has to reject it first.",
    ],
    "delete-and-send": ["The usage is deleted.", `The right one is in line. ${REPORT}`],
    update: ["The usage is deleted by its reference.", `The right one is in line. ${REPORT}`],
  },
};

const IN_LEDGER: Readonly<
  Record<Exclude<CorrectionAction, keyof typeof AT_CHANNEL>, readonly string[]>
> = {
  revise: [`The record is replaced in the ledger before it is sent. ${REPORT}`],
  withdraw: ["The record is withdrawn in the ledger and never sent."],
  compensate: [`A record of the difference is in line for the next period. ${REPORT}`],
  credit: [CREDIT],
  "compensate-and-credit": [
    `A record of the whole quantity under the right meter is in line for the next period. ${REPORT}`,
    CREDIT,
  ],
};

/**
 * Says what an action does.
 *
 * @param action - The action.
 * @param way - The channel's way of correcting.
 * @returns Sentences, in the order of what is done.
 */
export function describeAction(action: CorrectionAction, way: CorrectionWay): readonly string[] {
  if (action === "move" || action === "replace" || action === "retract") {
    return AT_CHANNEL[action][way];
  }
  return IN_LEDGER[action];
}
