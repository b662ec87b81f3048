import { redactSecrets } from "@usage-billing/core";
import type { ScheduleAlarm } from "@usage-billing/schedule";
import type { Environment } from "../configuration/credentials.ts";
import { toPrintable } from "../output/printable.ts";
import { alarmToJson } from "../output/schedule-output.ts";
import { listSecrets } from "../service/service-log.ts";

/** The environment variable with the address that alarms are posted to. */
export const ALARM_WEBHOOK = "USAGE_BILLING_ALARM_WEBHOOK";

const TIMEOUT = 10_000;

/** An alarm of the schedule of one source and channel. */
export interface Announcement {
  readonly source: string;
  readonly channel: string;
  readonly alarm: ScheduleAlarm;
}

/**
 * Describes an alarm on one line.
 *
 * @param announcement - The alarm.
 * @returns Source, channel, what is wrong and since when.
 */
export function describeAlarm({ source, channel, alarm }: Announcement): string {
  const { kind, periods, isPastDeadline, detail } = alarm;
  const windows = periods.length === 1 ? "1 window" : `${periods.length} windows`;
  const late = isPastDeadline ? ", past its deadline" : "";
  return `ALARM ${kind}: ${source} to ${channel}, ${windows}${late}: ${toPrintable(detail)}`;
}

/** How the webhook is called. */
export interface PostOptions {
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** How long an answer may take, in milliseconds; 10 seconds when left out. */
  readonly timeout?: number;
}

function readAddress(environment: Environment): URL | undefined {
  const text = environment[ALARM_WEBHOOK]?.trim() ?? "";
  return text === "" || !URL.canParse(text) ? undefined : new URL(text);
}

/** Says what went wrong without the address, which may hold a key. */
function explain(error: unknown): string {
  const { name } = error as Error;
  if (name === "TimeoutError") return "it did not answer in time";
  return "it was not reached";
}

/**
 * Posts alarms as JSON to the address in the environment, if there is one. Credentials are taken out, and
 * redirects are not followed.
 *
 * @param announcements - The alarms.
 * @param options - Environment and signal.
 * @returns Why they were not posted; undefined when they were, or nobody asked for it.
 */
export async function postAlarms(
  announcements: readonly Announcement[],
  { environment, signal, timeout = TIMEOUT }: PostOptions,
): Promise<string | undefined> {
  const isSet = (environment[ALARM_WEBHOOK]?.trim() ?? "") !== "";
  if (announcements.length === 0 || !isSet) return undefined;
  const address = readAddress(environment);
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    return `${ALARM_WEBHOOK} is no address such as https://example.com/alarms`;
  }
  const text = announcements.map(describeAlarm).join("\n");
  const alarms = announcements.map(({ source, channel, alarm }) => ({
    ...{ source, channel },
    ...alarmToJson(alarm),
  }));
  const body = redactSecrets(JSON.stringify({ text, alarms }), listSecrets(environment));
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `the webhook answered ${response.status}`;
  } catch (error) {
    return `the webhook failed: ${explain(error)}`;
  }
}
