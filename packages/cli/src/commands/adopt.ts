import { CommandError } from "../command-error.ts";
import { describeAccount } from "../configuration/describe-account.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { keepAccounts } from "../ledger/accounts.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { confirm } from "./confirm.ts";
import type { LedgerOptions } from "./ledger.ts";
import { requireChannel } from "./require-channel.ts";

/**
 * Keeps in the ledger that a channel's account is the one that the configuration says.
 *
 * @param channel - The channel's id.
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 */
export async function adoptAccount(
  channel: string,
  options: LedgerOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  requireChannel(configuration, channel);
  const { environment } = context;
  const configured = configuration.channels.get(channel);
  const account =
    configured === undefined ? undefined : describeAccount(channel, configured, environment);
  if (account === undefined) {
    throw new CommandError(`The configuration does not tell which account "${channel}" is.`);
  }
  const access = { create: false, wait: options.wait, anyAccount: true };
  await withLedger({ configuration, access, context }, async (ledger) => {
    const before = (await ledger.accounts()).get(channel);
    const instead = before === undefined ? "" : `, not to ${before}`;
    const consequence = `Channel "${channel}" goes to ${account} from now on${instead}; what the ledger has of it counts as reported there.`;
    await confirm(consequence, options, context);
    await keepAccounts(ledger, configuration, { ids: [channel], environment });
    const result = { channel, account, before: before ?? null };
    context.print(options.json === true ? JSON.stringify(result) : consequence);
  });
}
