import { beforeAll, describe, expect, it } from "vitest";
import { startTwin } from "../start-twin.ts";
import { call, distributor, vendor } from "../testing/connect-requests.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW } from "../testing/open-twin.ts";
import type { Twin } from "../twin.ts";
import { operations } from "./operations.ts";

let twin: Twin;
beforeAll(async () => {
  twin = await startTwin("connect", { clock: createManualClock(NOW) });
  return () => twin.close();
});

const tokens = { vendor, distributor };

describe("the operations", () => {
  it("are 38, each once", () => {
    const names = new Set(operations.map(([method, path]) => `${method} ${path}`));
    expect(names.size).toBe(38);
    expect(operations).toHaveLength(38);
  });

  it.each(operations)("%s %s is for its roles only", async (method, path, roles) => {
    const operation = `${method} ${path.replaceAll(/:\w+/g, "none")}`;
    for (const role of ["vendor", "distributor"] as const) {
      const answer = await call(twin, operation, { token: tokens[role] });
      expect(answer.status === 403, role).toBe(!roles.includes(role));
      if (answer.status !== 403) continue;
      expect(await answer.json()).toEqual({
        error_code: "AUTH_003",
        errors: [`The operation is not for a ${role}.`],
        params: {},
      });
    }
    const unknown = await call(twin, operation, { token: "ApiKey SU-0:wrong" });
    expect(unknown.status).toBe(401);
    expect(await unknown.json()).toMatchObject({ error_code: "AUTH_001" });
  });
});
