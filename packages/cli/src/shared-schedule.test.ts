import { type PostgresServer, startPostgres } from "@usage-billing/ledger-postgres/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScheduledPlace, type ScheduledPlace } from "./__fixtures__/scheduled-place.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
  place.environment["USAGE_BILLING_LEDGER_URL"] = await server.createDatabase("schedule");
  const configuration = JSON.parse(place.read("usage-billing.config.json"));
  const shared = { ...configuration, ledger: { postgres: {} } };
  place.write("usage-billing.config.json", JSON.stringify(shared));
});
afterEach(() => place.close());

describe("a schedule on a ledger in PostgreSQL", () => {
  it("has one effect for each record where two machines keep it", async () => {
    for (const day of ["01", "02", "03"]) place.day(`2026-10-${day}`, [`${Number(day)}.5`, "1"]);
    place.at("2026-10-04T00:10:00Z");
    expect((await place.command("status", "--channel", "rebilly")).status).toBe(0);
    const options = ["--listen", "127.0.0.1:0", "--interval", "100ms", "--channel", "rebilly"];
    const services = [1, 2].map(() => place.start("run", ...options));
    for (const service of services) await service.line('"message":"started"');
    const runs = await Promise.all([1, 2].map(() => place.command("report", "--due")));
    expect(runs.map(({ status, err }) => [status, err])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    for (const service of services) expect((await service.stop()).status).toBe(0);
    const quantities = place.twins.rebilly.usage().map(({ quantity }) => String(quantity));
    expect(quantities.sort()).toEqual(["1", "1", "1", "1.5", "2.5", "3.5"]);
    const { out, status } = await place.command("schedule", "--json");
    expect([status, JSON.parse(out)[0].missing]).toEqual([0, []]);
  }, 60_000);
});
