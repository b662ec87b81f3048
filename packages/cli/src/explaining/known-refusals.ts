import { type ConnectRefusal, findConnectRefusals } from "@usage-billing/connect";
import type { Outcome } from "@usage-billing/core";
import { findRebillyRefusals, type RebillyRefusal } from "@usage-billing/rebilly";
import { findTwoCheckoutRefusals, type TwoCheckoutRefusal } from "@usage-billing/twocheckout";
import type { ChannelConfiguration } from "../configuration/configuration.ts";

/** A refusal of a catalogue. */
export type KnownRefusal = ConnectRefusal | RebillyRefusal | TwoCheckoutRefusal;

interface Said {
  readonly rule?: string | undefined;
  readonly words?: string | undefined;
}

const FIND: Readonly<Record<ChannelConfiguration["api"], (said: Said) => readonly KnownRefusal[]>> =
  {
    connect: findConnectRefusals,
    rebilly: findRebillyRefusals,
    twocheckout: findTwoCheckoutRefusals,
  };

/**
 * Looks up in the catalogue of an API what an outcome means.
 *
 * @param api - The channel's API; undefined when the configuration has the channel no more.
 * @param outcome - The last outcome of a record.
 * @returns What is known of it; empty for an outcome that refuses nothing.
 */
export function findKnownRefusals(
  api: ChannelConfiguration["api"] | undefined,
  outcome: Outcome | undefined,
): readonly KnownRefusal[] {
  if (api === undefined || outcome === undefined) return [];
  if (outcome.status === "refused") {
    const { rule, channelWords: words } = outcome.problem;
    return FIND[api]({ rule, words });
  }
  return outcome.status === "unknown" ? FIND[api]({ words: outcome.reason }) : [];
}
