import { setImmediate } from "node:timers/promises";
import type { Ledger } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { createLedgerLease } from "./ledger-lease.ts";

/** A ledger of which only opening and closing count. */
function createOpener() {
  const events: string[] = [];
  const open = async () => {
    events.push("open");
    const close = async () => {
      events.push("close");
    };
    return { close } as unknown as Ledger;
  };
  return { events, open };
}

describe("createLedgerLease", () => {
  it("opens once for all who work at the same time, and closes after the last", async () => {
    const { events, open } = createOpener();
    const lease = createLedgerLease(open);
    const first = Promise.withResolvers<void>();
    const long = lease.use(() => first.promise);
    await lease.use(async () => {
      events.push("short");
    });
    expect(events).toEqual(["open", "short"]);
    first.resolve();
    await long;
    expect(events).toEqual(["open", "short", "close"]);
  });

  it("opens again after it was closed, and never before", async () => {
    const { events, open } = createOpener();
    const lease = createLedgerLease(open);
    const work = () => lease.use(async () => undefined);
    await Promise.all([work().then(work), work().then(work)]);
    expect(events.length % 2).toBe(0);
    expect(events.every((event, at) => event === (at % 2 === 0 ? "open" : "close"))).toBe(true);
  });

  it("passes on why it could not be opened, and tries again the next time", async () => {
    const { events, open } = createOpener();
    let isBroken = true;
    const lease = createLedgerLease(async () => {
      if (isBroken) throw new Error("damaged");
      return open();
    });
    await expect(lease.use(async () => undefined)).rejects.toThrow("damaged");
    isBroken = false;
    await lease.use(async () => undefined);
    expect(events).toEqual(["open", "close"]);
  });

  it("closes between brief works that follow each other without end", async () => {
    const { events, open } = createOpener();
    const lease = createLedgerLease(open, { turn: 0, rest: 1 });
    const first = Promise.withResolvers<void>();
    const long = lease.use(() => first.promise, { isBrief: true });
    const work = async () => void events.push("work");
    await setImmediate();
    const others = [lease.use(work, { isBrief: true }), lease.use(work)];
    await setImmediate();
    expect(events).toEqual(["open"]);
    first.resolve();
    await Promise.all([long, ...others]);
    expect(events).toEqual(["open", "close", "open", "work", "work", "close"]);
  });

  it("lets nobody wait for work that may take long", async () => {
    const { events, open } = createOpener();
    const lease = createLedgerLease(open, { turn: 0, rest: 1 });
    const first = Promise.withResolvers<void>();
    const long = lease.use(() => first.promise);
    await setImmediate();
    await lease.use(async () => undefined, { isBrief: true });
    first.resolve();
    await long;
    expect(events).toEqual(["open", "close"]);
  });

  it("closes also after work that failed", async () => {
    const { events, open } = createOpener();
    const lease = createLedgerLease(open);
    await expect(lease.use(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(events).toEqual(["open", "close"]);
  });
});
