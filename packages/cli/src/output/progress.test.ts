import { describe, expect, it } from "vitest";
import { createProgress } from "./progress.ts";

describe("createProgress without a terminal", () => {
  it("says a line every five seconds for each task, and none for short work", () => {
    const lines: string[] = [];
    let time = 0;
    const progress = createProgress({
      isTerminal: false,
      warn: (line) => lines.push(line),
      now: () => time,
    });
    for (let done = 1; done <= 120; done += 1) {
      time += 100;
      progress.update("rebilly", done, 120);
    }
    progress.update("reading", 7, 9);
    progress.stop();
    expect(lines).toEqual(["rebilly: 42 %", "rebilly: 84 %"]);
  });

  it("says at once, and once, what it waits for", () => {
    const lines: string[] = [];
    const warn = (line: string): unknown => lines.push(line);
    const progress = createProgress({ isTerminal: false, warn, now: () => 0 });
    for (const left of [30, 30, 29]) progress.wait("rebilly", `waits ${left} s`);
    expect(lines).toEqual(["rebilly waits 30 s"]);
  });
});
