import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OverlapWatch } from "./overlap-watch.ts";

const columns = {
  recordId: "id",
  channel: "channel",
  subscription: "subscription",
  meter: "meter",
  start: "start",
  end: "end",
  quantity: "quantity",
};

function row(subscription: string, from: number, to: number, id?: string) {
  const at = (hour: number) => new Date(Date.UTC(2026, 9, 1, hour)).toISOString();
  const values = {
    subscription,
    start: at(from),
    end: at(to),
    ...(id === undefined ? {} : { id }),
  };
  return { place: "x:2", file: "x", line: 2, values };
}

describe("OverlapWatch", () => {
  it("refuses time that two rows cover, and takes equal periods, other groups and rows with ids", () => {
    const watch = new OverlapWatch(columns);
    for (const one of [
      row("a", 0, 2),
      row("a", 4, 6),
      row("a", 2, 4),
      row("a", 0, 2),
      row("b", 1, 3),
      row("a", 1, 3, "own"),
    ])
      watch.look(one);
    expect(() => watch.look(row("a", 1, 3))).toThrow(
      /an earlier row for the same subscription and meter covers 2026-10-01T00:00:00\.000Z/,
    );
  });

  it("finds exactly what comparing every pair finds", () => {
    const span = fc.record({
      from: fc.nat(20),
      length: fc.integer({ min: 1, max: 4 }),
      group: fc.constantFrom("a", "b"),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const watch = new OverlapWatch(columns);
        const kept: typeof spans = [];
        for (const { group, from, length } of spans) {
          const clashes = kept.some(
            (other) =>
              other.group === group &&
              other.from < from + length &&
              from < other.from + other.length &&
              (other.from !== from || other.length !== length),
          );
          const look = () => watch.look(row(group, from, from + length));
          if (clashes) expect(look).toThrow(/overlap|common time/);
          else {
            look();
            kept.push({ group, from, length });
          }
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
