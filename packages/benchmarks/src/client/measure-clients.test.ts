import { describe, expect, it } from "vitest";
import { contenders } from "./contenders.ts";
import { measureClients } from "./measure-clients.ts";
import { startProcess } from "./start-process.ts";

describe("measureClients", () => {
  it("has every contender make both calls in every round", async () => {
    const rates = await measureClients({ rounds: 2, requests: 20 });
    for (const operation of ["POST", "GET"] as const) {
      expect(new Set(rates[operation].keys())).toEqual(new Set(Object.keys(contenders)));
      for (const rounds of rates[operation].values()) {
        expect(rounds).toHaveLength(2);
        expect(rounds.every((rate) => Number.isFinite(rate) && rate > 0)).toBe(true);
      }
    }
  });

  it("fails when a contender does", async () => {
    const start = startProcess("./contender-process.ts", "nobody", "http://127.0.0.1:1");
    await expect(start).rejects.toThrow(/ended early:[\s\S]*no contender is called nobody/);
  });
});
