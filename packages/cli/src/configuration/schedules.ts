import {
  createSchedule,
  InvalidScheduleError,
  type RecommendedName,
  type Schedule,
  type ScheduleSettings,
} from "@usage-billing/schedule";
import type { ChannelConfiguration } from "./configuration.ts";

/** A source's schedule as the configuration file has it. */
export interface ScheduleEntry extends ScheduleSettings {
  /** What is otherwise for single channels, by id. */
  readonly channels?: Readonly<Record<string, ScheduleSettings>>;
}

/** What a schedule is made of besides its own members. */
interface ScheduledSource {
  readonly channels: readonly string[];
  readonly zone?: string;
  readonly schedule?: ScheduleEntry;
}

/** What the API of a channel recommends. */
const RECOMMENDED: Readonly<Record<ChannelConfiguration["api"], RecommendedName>> = {
  connect: "connect-daily",
  rebilly: "rebilly",
  twocheckout: "twocheckout",
};

/** A schedule's members for one channel, with what is otherwise there. */
function settingsOf(
  { zone, schedule }: ScheduledSource,
  id: string,
  channel: ChannelConfiguration,
): ScheduleSettings {
  const { channels, ...common } = schedule ?? {};
  const own = channels?.[id] ?? {};
  // Another rhythm leaves the days of a month behind.
  const { dayOfMonth, daysBeforeMonthEnd, ...rest } = common;
  const days = {
    ...(dayOfMonth === undefined ? {} : { dayOfMonth }),
    ...(daysBeforeMonthEnd === undefined ? {} : { daysBeforeMonthEnd }),
  };
  const keepsDays =
    (own.every ?? common.every) === common.every &&
    own.like === undefined &&
    own.dayOfMonth === undefined &&
    own.daysBeforeMonthEnd === undefined;
  return {
    like: RECOMMENDED[channel.api],
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...rest,
    ...(keepsDays ? days : {}),
    ...own,
  };
}

function memberOf({ schedule }: ScheduledSource, id: string, key: string): string {
  const [member = key] = key.split(".");
  const isOwn = Object.hasOwn(schedule?.channels?.[id] ?? {}, member);
  return isOwn ? `schedule.channels.${id}.${key}` : `schedule.${key}`;
}

function findProblem(
  source: ScheduledSource,
  id: string,
  channel: ChannelConfiguration,
): string | undefined {
  try {
    createSchedule(settingsOf(source, id, channel));
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidScheduleError)) throw error;
    return `${memberOf(source, id, error.key)} ${error.reason}`;
  }
}

function checkOne(
  place: string,
  source: ScheduledSource,
  channels: ReadonlyMap<string, ChannelConfiguration>,
): readonly string[] {
  if (source.schedule === undefined) return [];
  const problems = new Set<string>();
  for (const id of Object.keys(source.schedule.channels ?? {})) {
    if (source.channels.includes(id)) continue;
    problems.add(
      `${place}.schedule.channels names "${id}", which the source has no usage of; its "channels" has ${source.channels.join(", ")}`,
    );
  }
  for (const id of source.channels) {
    const channel = channels.get(id);
    const problem = channel === undefined ? undefined : findProblem(source, id, channel);
    if (problem !== undefined) problems.add(`${place}.${problem}`);
  }
  return [...problems];
}

/**
 * Finds what is wrong with the schedules of a configuration's sources.
 *
 * @param sources - The sources by name.
 * @param channels - The configuration's channels by id.
 * @returns What to do about each problem, by its member.
 */
export function checkSchedules(
  sources: Readonly<Record<string, ScheduledSource>>,
  channels: ReadonlyMap<string, ChannelConfiguration>,
): readonly string[] {
  return Object.entries(sources).flatMap(([name, source]) =>
    checkOne(`sources.${name}`, source, channels),
  );
}

/** A schedule of one source and channel. */
export interface SchedulePlan {
  /** The source's name. */
  readonly source: string;
  /** The channel's id. */
  readonly channel: string;
  readonly schedule: Schedule;
}

/**
 * Lists the schedules of a configuration.
 *
 * @param sources - The sources by name, checked.
 * @param channels - The channels by id.
 * @returns One for each source that has a schedule, and each of its channels.
 */
export function listSchedules(
  sources: ReadonlyMap<string, ScheduledSource>,
  channels: ReadonlyMap<string, ChannelConfiguration>,
): readonly SchedulePlan[] {
  return [...sources].flatMap(([source, entry]) =>
    entry.channels.flatMap((id) => {
      const channel = channels.get(id);
      if (entry.schedule === undefined || channel === undefined) return [];
      return [{ source, channel: id, schedule: createSchedule(settingsOf(entry, id, channel)) }];
    }),
  );
}
