// A setup file for the suites of other packages: records what their clients and the twins say to each other.
import type { TwinName } from "@usage-billing/twins";
import { afterAll, expect, vi } from "vitest";
import { type LoggedExchange, writeTraffic } from "./traffic-log.ts";
import { watchServers } from "./watch-server.ts";

type StartTwin = typeof import("@usage-billing/twins").startTwin;

const twins = vi.hoisted(() => new Map<number, TwinName>());

// The module itself, not the package: what else the package offers starts twins too.
vi.mock("../../../twins/src/start-twin.ts", async (importOriginal) => {
  const original = await importOriginal<{ startTwin: StartTwin }>();
  const startTwin: StartTwin = async (name, options) => {
    const twin = await original.startTwin(name, options);
    const port = Number(new URL(twin.url).port);
    twins.set(port, name);
    // Another server may get the port afterwards.
    const close = async () => {
      await twin.close();
      twins.delete(port);
    };
    return { ...twin, close };
  };
  return { startTwin };
});

const recorded: LoggedExchange[] = [];

function currentTest(): Pick<LoggedExchange, "suite" | "test"> {
  const { currentTestName: test = "", testPath = "" } = expect.getState();
  return { suite: /([^/\\]+)[/\\]src[/\\]/.exec(testPath)?.[1] ?? "", test };
}

const stop = watchServers(
  (port) => twins.has(port),
  (port, exchange) => {
    const api = twins.get(port);
    if (api !== undefined) recorded.push({ api, ...currentTest(), ...exchange });
  },
);

afterAll(() => {
  stop();
  writeTraffic(recorded);
});
