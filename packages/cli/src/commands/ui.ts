import type { Ledger } from "@usage-billing/ledger";
import { startUi, type UiServer } from "@usage-billing/ui";
import type { Configuration } from "../configuration/configuration.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { isShared } from "../ledger/is-shared.ts";
import { openConfiguredLedger } from "../ledger/open-configured-ledger.ts";
import { createLedgerLease } from "../service/ledger-lease.ts";
import { createDesk, type DeskAccess } from "../ui/create-desk.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing ui` takes. */
export interface UiOptions {
  readonly config: string;
  /** The channels to show; all when left out. */
  readonly channel?: readonly string[];
  /** The port; any free one when 0. */
  readonly port: number;
  /** The address to listen at, of this machine only. */
  readonly host: string;
  /** Who changes something; the user of this machine when left out. */
  readonly by?: string;
  readonly json?: boolean;
  /** How long to wait at the start while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/** How long a request waits while another process has the ledger, in milliseconds. */
const PATIENCE = 1_000;

type Access = Pick<DeskAccess, "isShared" | "use">;

/** A ledger as the page uses it, and what ends that. */
interface Opened extends Access {
  readonly close: () => Promise<void>;
}

/** A ledger in one file is open only while something is read or changed, so that other commands have it in between. */
async function open(
  configuration: Configuration,
  { wait }: UiOptions,
  context: CommandContext,
): Promise<Opened> {
  const first = await openConfiguredLedger(configuration, { create: false, wait }, context);
  if (isShared(first)) {
    const use: Access["use"] = (work) => work(first);
    return { use, isShared: true, close: () => first.close() };
  }
  await first.close();
  const access = { create: false, wait: PATIENCE };
  const quiet = { ...context, warn: () => undefined };
  const lease = createLedgerLease(
    (): Promise<Ledger> => openConfiguredLedger(configuration, access, quiet),
  );
  return { use: (work) => lease.use(work), isShared: false, close: async () => undefined };
}

function chooseIds(configuration: Configuration, { channel }: UiOptions): readonly string[] {
  if (channel === undefined) return [...configuration.channels.keys()];
  for (const id of channel) requireChannel(configuration, id);
  return [...new Set(channel)];
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function announce({ url, link }: UiServer, options: UiOptions, context: CommandContext): void {
  if (options.json === true) {
    context.print(JSON.stringify({ url, link }));
    return;
  }
  context.print(link);
  context.warn(
    "Open this link in a browser of this machine. Whoever has it can change the ledger. Ctrl-C ends it.",
  );
}

/**
 * Serves the ledger's page on this machine until the signal comes.
 *
 * @param options - The command's options.
 * @param context - Where the link goes, and the signal that ends it.
 */
export async function serveUi(options: UiOptions, context: CommandContext): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const channels = chooseIds(configuration, options);
  const { close, ...access } = await open(configuration, options, context);
  try {
    const by = options.by === undefined ? {} : { by: options.by };
    const desk = createDesk(configuration, { ...access, channels, ...by }, context);
    const ui = await startUi({ desk, port: options.port, host: options.host });
    announce(ui, options, context);
    await untilAborted(context.signal);
    if (ui.isBusy) context.warn("Finishing the change that was begun; Ctrl-C again ends at once.");
    await ui.close();
  } finally {
    await close();
  }
}
