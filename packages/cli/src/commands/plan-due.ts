import { existsSync } from "node:fs";
import type { Period } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createPlanners } from "../configuration/create-planners.ts";
import type { SchedulePlan } from "../configuration/schedules.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { type DuePlan, duePlanToJson, formatDuePlan } from "../output/due-output.ts";
import { rehearseDue } from "../schedule/rehearse-due.ts";
import { viewPlans } from "../schedule/view-plans.ts";

/** What a dry run of `report --due` works with. */
export interface RehearsalTools {
  readonly configuration: Configuration;
  readonly plans: readonly SchedulePlan[];
  readonly options: {
    readonly acceptEmpty?: boolean;
    readonly json?: boolean;
    readonly wait: number;
  };
  readonly within: Period | undefined;
  readonly context: CommandContext;
  readonly now: number;
}

async function look(tools: RehearsalTools, ledger: Ledger | undefined): Promise<DuePlan> {
  const { configuration, plans, options, within, context, now } = tools;
  const { environment, signal } = context;
  const ids = [...new Set(plans.map(({ channel }) => channel))];
  const windows = await rehearseDue({
    ...{ ledger, configuration, plans, environment, signal, now },
    channels: createPlanners(configuration, ids),
    ...(within === undefined ? {} : { within }),
    ...(options.acceptEmpty === true ? { acceptEmpty: true } : {}),
  });
  const inLine: DuePlan["inLine"][number][] = [];
  for (const channel of ids) {
    const records = (await ledger?.pendingCount(channel)) ?? 0;
    if (records > 0) inLine.push({ channel, records });
  }
  return { windows, views: await viewPlans(plans, { ledger, configuration, now }), inLine };
}

/** The gravest of what would happen. */
function statusOf({ windows }: DuePlan, { signal }: CommandContext): number {
  if (signal.aborted) return EXIT.interrupted;
  if (windows.some(({ state }) => state === "failed")) return EXIT.open;
  const isRefused = windows.some(({ conflicts, refused }) => conflicts.length + refused > 0);
  return isRefused ? EXIT.refused : EXIT.done;
}

/**
 * Tells what `report --due` would do: reads the sources and holds their rows to the channels' rules. Nothing
 * is sent, no credential is needed, and no ledger is changed or made.
 *
 * @param tools - Configuration, schedules and the present instant.
 */
export async function planDue(tools: RehearsalTools): Promise<void> {
  const { configuration, options, context, now } = tools;
  const { ledger: place } = configuration;
  const access = { create: false, wait: options.wait };
  const isNew = place.kind === "file" && !existsSync(place.file);
  const plan = isNew
    ? await look(tools, undefined)
    : await withLedger({ configuration, access, context }, (ledger) => look(tools, ledger));
  if (options.json === true) context.print(JSON.stringify(duePlanToJson(plan)));
  else for (const line of formatDuePlan(plan, now)) context.print(line);
  context.end(statusOf(plan, context));
}
