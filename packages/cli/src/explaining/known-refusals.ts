import { connectRefusals } from "@usage-billing/connect";
import { findRefusals, type KnownRefusal, type Outcome } from "@usage-billing/core";
import { rebillyRefusals } from "@usage-billing/rebilly";
import { twoCheckoutRefusals } from "@usage-billing/twocheckout";
import type { ChannelConfiguration } from "../configuration/configuration.ts";

const CATALOGUES: Readonly<Record<ChannelConfiguration["api"], readonly KnownRefusal[]>> = {
  connect: connectRefusals,
  rebilly: rebillyRefusals,
  twocheckout: twoCheckoutRefusals,
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
    return findRefusals(CATALOGUES[api], { rule, words });
  }
  if (outcome.status !== "unknown") return [];
  return findRefusals(CATALOGUES[api], { words: outcome.reason });
}
