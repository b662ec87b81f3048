import type { ChannelCapabilities } from "@usage-billing/core";
import type { Subject } from "./bench.ts";

/** The ways of changing what was sent. */
export type Change = "correction" | "retraction";

/**
 * Tells whether a channel declares a way of changing. One that is not declared, or is `none`, must throw.
 *
 * @param capabilities - What the channel declares.
 * @param change - Which change.
 * @returns Whether it can.
 */
export function canChange(capabilities: ChannelCapabilities, change: Change): boolean {
  const way: string | undefined = capabilities[change];
  return way !== undefined && way !== "none";
}

/**
 * Tells whether changes are made by uploading again all that should be held: then read-back is asked for
 * the whole as it should be, and a lost change is settled by making it again.
 *
 * @param capabilities - What the channel declares.
 * @param change - Which change.
 * @returns Whether it does.
 */
export function uploadsAgain(capabilities: ChannelCapabilities, change: Change): boolean {
  return capabilities[change] === "upload-again";
}

/** How many records one delivery takes at most, bounded by what a test can afford. */
export function batchSize({ capabilities }: Subject, most: number): number {
  return Math.min(capabilities.batch.maximumRecords, most);
}

/**
 * Tells how many writes a channel may need to send one delivery; losing each of them is tried.
 *
 * @param subject - The channel.
 * @returns Several for files, which are created, uploaded and submitted.
 */
export function writesToSend({ capabilities }: Subject): number {
  return capabilities.batch.shape === "file" ? 3 : 1;
}

/**
 * Tells how many decimals the world's meter takes.
 *
 * @param subject - The channel and its world.
 * @returns The number.
 */
export function decimalsOf({ capabilities, world }: Subject): number {
  return Math.min(capabilities.decimals, world.decimals ?? capabilities.decimals);
}
