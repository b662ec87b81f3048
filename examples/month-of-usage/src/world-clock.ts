import { performance } from "node:perf_hooks";

// The month is played in a minute or two, so the time of this process is moved from day to day: what
// asks for it, twins and commands alike, is told the day that is being played. Time goes on between.

const RealDate = Date;
const realOrigin = performance.timeOrigin;
let offset = 0;

function now(): number {
  return RealDate.now() + offset;
}

/** The variable that hands the clock on to a process of its own, in milliseconds from the machine's. */
export const OFFSET_VARIABLE = "MONTH_OF_USAGE_CLOCK_OFFSET";

/** Replaces the time of this process; it stays the machine's until it is moved. */
export function installWorldClock(): void {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: number[]) =>
      args.length === 0 ? new target(now()) : (Reflect.construct(target, args) as Date),
    get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
  });
  Object.defineProperty(performance, "timeOrigin", { get: () => realOrigin + offset });
}

/**
 * Moves the clock of this process.
 *
 * @param instant - The present time from now on, in milliseconds since 1970-01-01T00:00:00Z.
 */
export function moveWorldClock(instant: number): void {
  offset = instant - RealDate.now();
}

/**
 * Sets the clock of this process as another one had it.
 *
 * @param text - What {@link clockOffset} gave there.
 */
export function setClockOffset(text: string): void {
  offset = Number(text);
}

/** Tells how far the clock is from the machine's, for {@link setClockOffset}. */
export function clockOffset(): string {
  return String(offset);
}
