import type { Ledger, RecordState } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { Environment } from "../configuration/credentials.ts";
import { describeAccount } from "../configuration/describe-account.ts";

type Channels = Pick<Configuration, "channels" | "file">;

/** States of a record that has left no trace at its channel. */
const WITHOUT_TRACE: ReadonlySet<RecordState> = new Set([
  ...(["waiting", "unsent", "refused", "dismissed"] as const),
]);

async function hasTrace(ledger: Ledger, channel: string): Promise<boolean> {
  const sums = await ledger.sums({ channel });
  return sums.some(({ state }) => !WITHOUT_TRACE.has(state));
}

function refuseOther(
  { ledger, configuration }: { ledger: Ledger; configuration: Channels },
  channel: string,
  account: { readonly known: string; readonly configured: string },
): never {
  throw new CommandError(
    `The ledger ${ledger.file} is of another account: usage of channel "${channel}" went to ${account.known}, and ${configuration.file} says ${account.configured}. What the one got would count as reported to the other. Name this account's own ledger under "ledger", or give the channel another id. If it is one account that is called otherwise now: usage-billing ledger adopt ${channel}`,
  );
}

function refuseRenamed(
  ledger: Ledger,
  account: string,
  { known, channel }: { readonly known: string; readonly channel: string },
): never {
  throw new CommandError(
    `The ledger ${ledger.file} knows ${account} as channel "${known}", not "${channel}". Under another id its usage would be billed again. Keep the id "${known}". If all that was reported may be billed anew: usage-billing ledger adopt ${channel}`,
  );
}

function refuseForeign(
  ledger: Ledger,
  known: readonly string[],
  { channels, file }: Channels,
): never {
  const [first = ""] = channels.keys();
  throw new CommandError(
    `The ledger ${ledger.file} is of another project: it knows the channels ${known.join(", ")}, and ${file} has none of them but ${[...channels.keys()].join(", ")}. Name this project's own ledger under "ledger". If it is the right one: usage-billing ledger adopt ${first}`,
  );
}

/**
 * Makes sure that a ledger belongs to the accounts of a configuration, as far as it knows them.
 *
 * @param ledger - The ledger, open.
 * @param configuration - The configuration.
 * @param environment - The environment, which may name other servers.
 * @throws {@link CommandError} When it is of another account or project, or a channel was renamed.
 */
export async function assertAccounts(
  ledger: Ledger,
  configuration: Channels,
  environment: Environment,
): Promise<void> {
  const accounts = await ledger.accounts();
  if (accounts.size === 0) return;
  const { channels } = configuration;
  const known = [...accounts.keys()];
  for (const [id, channel] of channels) {
    const configured = describeAccount(id, channel, environment);
    if (configured === undefined) continue;
    const stated = accounts.get(id);
    if (stated !== undefined) {
      if (stated === configured || !(await hasTrace(ledger, id))) continue;
      refuseOther({ ledger, configuration }, id, { known: stated, configured });
    }
    const former = known.find(
      (other) => !channels.has(other) && accounts.get(other) === configured,
    );
    if (former !== undefined) refuseRenamed(ledger, configured, { known: former, channel: id });
  }
  if (!known.some((id) => channels.has(id))) refuseForeign(ledger, known, configuration);
}

/**
 * Keeps in the ledger which accounts usage goes to.
 *
 * @param ledger - The ledger, open.
 * @param configuration - The configuration.
 * @param reported - The channels that usage goes to, and the environment, which may name other servers.
 */
export async function keepAccounts(
  ledger: Ledger,
  { channels }: Pick<Configuration, "channels">,
  reported: { readonly ids: Iterable<string>; readonly environment: Environment },
): Promise<void> {
  for (const id of reported.ids) {
    const channel = channels.get(id);
    const account =
      channel === undefined ? undefined : describeAccount(id, channel, reported.environment);
    if (account !== undefined) await ledger.commitAccount(id, account);
  }
}
