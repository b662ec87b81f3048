import { describe, expect, it, onTestFinished } from "vitest";
import type { TwinClock } from "../server/twin-clock.ts";
import { createTwinWorld } from "./create-twin-world.ts";

const clock: TwinClock = { now: () => Date.UTC(2026, 10, 2), sleep: async () => undefined };

describe("the world of a twin", () => {
  it.each(["connect", "rebilly", "twocheckout"] as const)("of %s starts empty", async (api) => {
    const world = createTwinWorld(api);
    const server = await world.open(clock);
    onTestFinished(() => server.close());
    expect(server.holds()).toEqual([]);
    expect(world.subscriptions).not.toContain(world.unknownSubscription);
    expect(world.secrets.every((secret) => secret !== "")).toBe(true);
    await server.allowChanges();
  });
});
