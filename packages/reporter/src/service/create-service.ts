import { toError } from "../classify-error.ts";
import { followForever } from "./follow-loop.ts";
import { reportForever } from "./report-loop.ts";
import type { Service, ServiceOptions, ServiceState } from "./service.ts";
import { type ServiceContext, toServiceContext } from "./service-context.ts";
import { workForever } from "./work-loop.ts";

function begin(
  context: ServiceContext,
  options: ServiceOptions,
  ended: AbortController,
): readonly Promise<void>[] {
  const { shared, channels, concurrency } = options;
  if (shared === undefined) return channels.map((channel) => reportForever(context, channel));
  return [
    workForever(context, shared, concurrency).finally(() => ended.abort()),
    ...channels.map((channel) => followForever(context, channel)),
  ];
}

/**
 * Makes a service: what keeps reporting and following until it is stopped. With a ledger of its own,
 * this process reports at an interval; with a shared one it works on what it is handed.
 *
 * A channel that fails is left alone for a while, longer each time, and holds up no other. An error of
 * the ledger ends the service.
 *
 * @param options - Reporter, channels, and how often.
 * @returns The service; it does nothing until it is started.
 *
 * @example
 * ```ts
 * const service = createService({ reporter, channels: ["rebilly"], interval: 60_000 });
 * service.start();
 * process.once("SIGTERM", () => void service.stop());
 * await service.finished;
 * ```
 */
export function createService(options: ServiceOptions): Service {
  const ended = new AbortController();
  const context = toServiceContext(options, ended.signal);
  const { promise: finished, resolve, reject } = Promise.withResolvers<void>();
  // Whoever is interested waits for it; nobody has to.
  finished.catch(() => undefined);
  let phase: ServiceState["phase"] = "idle";
  let failure: Error | undefined;

  function fail(thrown: unknown): void {
    failure ??= toError(thrown);
    ended.abort();
  }

  async function run(): Promise<void> {
    await Promise.allSettled(begin(context, options, ended).map((loop) => loop.catch(fail)));
    phase = failure === undefined ? "stopped" : "failed";
    if (failure === undefined) return resolve();
    context.tell({ kind: "failed", error: failure });
    reject(failure);
  }

  return {
    finished,
    start: () => {
      if (phase !== "idle") return;
      phase = "running";
      void run();
    },
    stop: async () => {
      if (phase === "idle") {
        phase = "stopped";
        resolve();
      }
      if (phase === "running") phase = "stopping";
      ended.abort();
      await finished.catch(() => undefined);
    },
    state: () => ({
      phase,
      channels: context.states.list(),
      ...(failure === undefined ? {} : { error: failure }),
    }),
  };
}
