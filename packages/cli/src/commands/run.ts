import { EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { describePlace } from "../ledger/ledger-place.ts";
import { toErrorFields } from "../service/log-summary.ts";
import type { Address } from "../service/parse-address.ts";
import type { OnReady, Rhythm } from "../service/run-until-aborted.ts";
import { serveFileLedger } from "../service/serve-file-ledger.ts";
import { type HealthServer, type Readiness, serveHealth } from "../service/serve-health.ts";
import { serveSharedLedger } from "../service/serve-shared-ledger.ts";
import { createServiceLog, type LogLevel } from "../service/service-log.ts";
import { createServiceMetrics } from "../service/service-metrics.ts";
import type { ServiceTools } from "../service/service-tools.ts";
import { workOnce } from "../service/work-once.ts";
import { workThroughOutages } from "../service/work-through-outages.ts";
import { requireChannel } from "./require-channel.ts";
import { exitStatusOf } from "./status.ts";

/** What `usage-billing run` takes. */
export interface RunOptions {
  readonly config: string;
  /** The channels to work for; all when left out. */
  readonly channel?: readonly string[];
  /** How long to rest between two reports, in milliseconds. */
  readonly interval: number;
  /** How often to ask what became of what the channels hold, in milliseconds; never when false. */
  readonly follow: number | false;
  /** Where to serve health and metrics; nowhere when false. */
  readonly listen: Address | false;
  readonly once?: boolean;
  /** The least grave lines of the log that are written. */
  readonly logLevel: LogLevel;
  /** How long to wait while another process has the ledger, in milliseconds; only with `once`. */
  readonly wait: number;
}

function chooseIds(configuration: Configuration, { channel }: RunOptions): readonly string[] {
  if (channel === undefined) return [...configuration.channels.keys()];
  for (const id of channel) requireChannel(configuration, id);
  return [...new Set(channel)];
}

async function serve(
  { listen }: RunOptions,
  readiness: Readiness,
  { metrics }: ServiceTools,
): Promise<HealthServer | undefined> {
  if (listen === false) return undefined;
  return serveHealth(listen, { readiness: () => readiness, metrics: () => metrics.print() });
}

function setReady(readiness: Readiness, reason?: string): void {
  readiness.isReady = reason === undefined;
  if (reason === undefined) delete readiness.reason;
  else readiness.reason = reason;
}

async function work(tools: ServiceTools, rhythm: Rhythm, readiness: Readiness): Promise<void> {
  const { ledger } = tools.configuration;
  const onReady: OnReady = () => setReady(readiness);
  if (ledger.kind === "file") return serveFileLedger(tools, rhythm, onReady);
  return workThroughOutages(() => serveSharedLedger(ledger, tools, { rhythm, onReady }), {
    signal: tools.context.signal,
    hasWorked: () => readiness.isReady,
    onOutage: (error, wait) => {
      setReady(readiness, "the ledger cannot be reached");
      tools.log.error({ ...toErrorFields(error), wait }, "the ledger was lost; trying again");
    },
  });
}

async function keepWorking(options: RunOptions, tools: ServiceTools): Promise<void> {
  const readiness: Readiness = { isReady: false, reason: "the ledger was not read yet" };
  const server = await serve(options, readiness, tools);
  const { log, context, configuration, channels } = tools;
  const url = server === undefined ? {} : { url: server.url };
  const ledger = describePlace(configuration.ledger);
  log.info({ channels: [...channels.keys()], ledger, ...url }, "started");
  const announce = () => log.info("stopping: what is on its way is finished first");
  context.signal.addEventListener("abort", announce, { once: true });
  const { interval, follow } = options;
  const followInterval = follow === false ? Number.POSITIVE_INFINITY : follow;
  try {
    await work(tools, { interval, followInterval }, readiness);
    log.info("stopped");
  } catch (error) {
    log.fatal(toErrorFields(error as Error), "ended: the ledger cannot be used");
    throw error;
  } finally {
    context.signal.removeEventListener("abort", announce);
    await server?.close();
  }
}

function createTools(
  configuration: Configuration,
  options: RunOptions,
  context: CommandContext,
): ServiceTools {
  const log = createServiceLog(context.environment, context.print, options.logLevel);
  return {
    configuration,
    channels: createChannels(configuration, chooseIds(configuration, options), context),
    context: { ...context, warn: (line) => log.warn(line) },
    log,
    metrics: createServiceMetrics(),
  };
}

/**
 * Keeps working through the ledger as a service, or works through it once.
 *
 * @param options - The command's options.
 * @param context - Where the log goes, and the signal that ends the service.
 */
export async function runService(options: RunOptions, context: CommandContext): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const tools = createTools(configuration, options, context);
  if (options.once !== true) return keepWorking(options, tools);
  const { status, isInAlarm } = await workOnce(tools, options.wait);
  if (context.signal.aborted) context.end(EXIT.interrupted);
  else context.end(isInAlarm ? EXIT.open : exitStatusOf(status));
}
