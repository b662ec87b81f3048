import { describe, expect, it } from "vitest";
import type { Handler } from "./exchange.ts";
import { createReadLag } from "./read-lag.ts";
import type { TwinClock } from "./twin-clock.ts";

function world() {
  const time = { now: 0 };
  const clock = { now: () => time.now } as TwinClock;
  const readers: Handler[] = [];
  const freeze = (): Handler => {
    const reader = (() => undefined) as unknown as Handler;
    readers.push(reader);
    return reader;
  };
  return { time, readers, freeze, lag: createReadLag(clock) };
}

describe("createReadLag", () => {
  it("answers from the oldest state that is held, until its time is over", () => {
    const { time, readers, freeze, lag } = world();
    expect(lag.reader()).toBeUndefined();
    lag.hold(freeze, 1_000);
    time.now = 500;
    lag.hold(freeze, 1_000);
    expect(lag.reader()).toBe(readers[0]);
    time.now = 1_000;
    expect(lag.reader()).toBe(readers[1]);
    time.now = 1_500;
    expect(lag.reader()).toBeUndefined();
  });

  it("keeps few states of a busy twin, and shows nothing before its time", () => {
    const { time, readers, freeze, lag } = world();
    for (time.now = 0; time.now < 1_000; time.now += 1) lag.hold(freeze, 1_000);
    expect(readers).toHaveLength(20);
    time.now = 1_998;
    expect(lag.reader()).toBe(readers[19]);
    time.now = 1_999;
    expect(lag.reader()).toBeUndefined();
  });

  it("hides nothing any more when it is cleared", () => {
    const { freeze, lag } = world();
    lag.hold(freeze, 1_000);
    lag.clear();
    expect(lag.reader()).toBeUndefined();
  });
});
