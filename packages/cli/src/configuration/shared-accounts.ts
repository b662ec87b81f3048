import type { ChannelConfiguration } from "./configuration.ts";

/** What tells accounts of one API apart; Connect's is told by its token and is looked at later. */
function accountOf(channel: ChannelConfiguration): string | undefined {
  switch (channel.api) {
    case "connect":
      return undefined;
    case "rebilly":
      return channel.organizationId;
    case "twocheckout":
      return channel.merchantCode;
  }
}

/**
 * Says that two channels are one account, and what to do about it.
 *
 * @param first - The id of one channel.
 * @param second - The id of the other.
 * @returns The end of a message.
 */
function explainSharedAccount(first: string, second: string): string {
  return `channels.${first} and channels.${second} are two configurations for one account, so the same usage could be billed twice; keep one of them`;
}

/**
 * Finds pairs of channels that are one account.
 *
 * @param accounts - A text for each channel that is equal where the account is.
 * @returns What to do about each pair.
 */
export function findEqualAccounts(accounts: ReadonlyMap<string, string>): readonly string[] {
  const firsts = new Map<string, string>();
  const problems: string[] = [];
  for (const [id, account] of accounts) {
    const first = firsts.get(account);
    if (first === undefined) firsts.set(account, id);
    else problems.push(explainSharedAccount(first, id));
  }
  return problems;
}

/**
 * Finds channels of a configuration that report to one account.
 *
 * @param channels - The channels by id.
 * @returns What to do about each pair.
 */
export function findSharedAccounts(
  channels: ReadonlyMap<string, ChannelConfiguration>,
): readonly string[] {
  const accounts = new Map<string, string>();
  for (const [id, channel] of channels) {
    const account = accountOf(channel);
    if (account === undefined) continue;
    const server = channel.baseUrl?.replace(/\/+$/, "").toLowerCase() ?? "";
    accounts.set(id, JSON.stringify([channel.api, server, account]));
  }
  return findEqualAccounts(accounts);
}
