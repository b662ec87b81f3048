import { describe, expect, it } from "vitest";
import { call, distributor } from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

const rules = "/products/PRD-276-377-545/usage/rules";
const input = { item: { id: "PRD-276-377-545-0001" }, action: "accept", rule: "usage < 5" };
const token = distributor;

const open = () => openTwin("connect", { clock: createManualClock(NOW) });

describe("rules", () => {
  it("are kept, changed and marked as deleted", async () => {
    const twin = await open();
    const created = await call(twin, `POST ${rules}`, { token, body: input });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    const body = { action: "manual" };
    const changed = await call(twin, `PUT ${rules}/${id}`, { token, body });
    expect(await changed.json()).toMatchObject({ id, action: "manual", rule: "usage < 5" });
    expect((await call(twin, `DELETE ${rules}/${id}`, { token })).status).toBe(204);
    const one = await call(twin, `GET ${rules}/${id}`, { token });
    expect(await one.json()).toMatchObject({ status: "deleted", item: { name: "Seat" } });
    const active = await call(twin, `GET ${rules}?status=active`, { token });
    expect(await active.json()).toEqual([]);
    const manual = await call(twin, `GET ${rules}?action=manual&item.name=Seat`, { token });
    expect(await manual.json()).toMatchObject([{ id }]);
  });

  it.each([
    { ...input, action: "guess" },
    { ...input, item: { id: "PRD-0" } },
    { item: input.item },
    { action: "accept", scope: "month" },
    { action: "accept", rule: "usage is small" },
    { action: "accept", rule: "price < 5" },
    { action: "accept", rule: "usage < 5 or usage > 9" },
    { action: "accept", rule: "x".repeat(2001) },
  ])("refuse %o", async (body) => {
    const response = await call(await open(), `POST ${rules}`, { token, body });
    expect(response.status).toBe(400);
  });

  it("are unknown under another product", async () => {
    const twin = await open();
    const { id } = (await (await call(twin, `POST ${rules}`, { token, body: input })).json()) as {
      id: string;
    };
    const other = `/products/PRD-0/usage/rules/${id}`;
    expect((await call(twin, `GET ${other}`, { token })).status).toBe(404);
    expect((await call(twin, `GET ${rules}/UIR-0`, { token })).status).toBe(404);
  });
});
