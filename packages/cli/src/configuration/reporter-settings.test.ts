import { describe, expect, it } from "vitest";
import { defaultColumns } from "../input/columns.ts";
import type { Configuration, RebillyConfiguration } from "./configuration.ts";
import { readReporterSettings } from "./reporter-settings.ts";

const REBILLY: RebillyConfiguration = { api: "rebilly", organizationId: "org_1" };

function configure(channels: Readonly<Record<string, RebillyConfiguration>>): Configuration {
  return {
    file: "c.json",
    source: "tests",
    ledger: { kind: "file", file: "/l.db" },
    columns: { ...defaultColumns, attributes: {} },
    namedColumns: [],
    channels: new Map(Object.entries(channels)),
    sources: new Map(),
  };
}

describe("readReporterSettings", () => {
  it("leaves to the reporter and the channels what nobody configured", () => {
    const settings = readReporterSettings(configure({ a: REBILLY }));
    expect(settings).toEqual({
      budgets: new Map(),
      visibilityLag: new Map([["a", 2_000]]),
      abandonedLag: new Map(),
    });
  });

  it("reads seconds as milliseconds, for each channel", () => {
    const settings = readReporterSettings({
      ...configure({
        a: { ...REBILLY, writeBudget: { requests: 3, seconds: 0.5 }, visibilityLagSeconds: 0 },
        b: { ...REBILLY, writeBudget: "none", abandonedLagSeconds: 60 },
      }),
      refusedFiles: "keep-file",
    });
    expect(settings).toEqual({
      budgets: new Map<string, unknown>([
        ["a", { requests: 3, milliseconds: 500 }],
        ["b", "none"],
      ]),
      visibilityLag: new Map([
        ["a", 0],
        ["b", 2_000],
      ]),
      abandonedLag: new Map([["b", 60_000]]),
      onRefusedFile: "keep-file",
    });
  });
});
