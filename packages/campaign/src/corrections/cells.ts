import {
  CHANGE_KINDS,
  type ChangeKind,
  type CorrectionCell,
  type CorrectionWay,
  correctionTable,
  MOMENTS,
  type Moment,
} from "@usage-billing/reporter";
import { CHANNELS, type ChannelName } from "../channel-name.ts";

/** One change at one moment at one channel, and what the table says of it. */
export interface Cell {
  readonly channel: ChannelName;
  readonly change: ChangeKind;
  readonly moment: Moment;
  readonly says: CorrectionCell;
}

/** How each channel corrects, by its capabilities. */
export const WAYS: Readonly<Record<ChannelName, CorrectionWay>> = {
  connect: "upload-again",
  rebilly: "delete-and-send",
  twocheckout: "update",
};

/** What a cell has in common with those that do the same at their channel. */
function kindOf({ channel, says }: Cell): string {
  return `${channel} ${typeof says === "string" ? says : says.rule}`;
}

/**
 * Picks the first cell of those that do the same at one channel.
 *
 * @returns The cells that plan something, each action once a channel.
 */
export function eachAction(): readonly Cell[] {
  const planned = CELLS.filter(({ says }) => typeof says === "string");
  return planned.filter((cell) => planned.find((other) => kindOf(other) === kindOf(cell)) === cell);
}

/** All 60 of them. */
export const CELLS: readonly Cell[] = CHANNELS.flatMap((channel) =>
  CHANGE_KINDS.flatMap((change) =>
    MOMENTS.map((moment) => ({
      ...{ channel, change, moment },
      says: correctionTable[WAYS[channel]][change][moment],
    })),
  ),
);
