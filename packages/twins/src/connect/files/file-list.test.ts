import { describe, expect, it } from "vitest";
import { call, createDraft, row, uploadRows } from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

describe("GET /usage/files", () => {
  it.each([
    ["external_id=delivery-1&product.id=PRD-276-377-545", [1]],
    ["external_id=null()", [2]],
    ["eq(external_id,delivery-1),out(status,(deleted,closed))", [1]],
    ["status!=deleted", [1, 2]],
    ["in(status,(ready,draft))&ordering(-created.at)", [2, 1]],
    ["contract.id=CRD-41560-05399-12345&status=ready", [1]],
    ["product_id=PRD-0", []],
    ["like(name,Oct*)", [1, 2]],
    ["vendor.id=VA-100-200&schema=qt&environment=production", [1, 2]],
    ["ge(created.at,2026-11-02T10:00:01Z)", [2]],
    ["in(id,(UF-2026-11-0000-0002))", [2]],
  ])("filters by %s", async (query, numbers) => {
    const clock = createManualClock(NOW);
    const twin = await openTwin("connect", { clock });
    const id = await createDraft(twin, { external_id: "delivery-1" });
    await uploadRows(twin, clock, { id, rows: [row("a")] });
    clock.advance(1000);
    await createDraft(twin);
    const response = await call(twin, `GET /usage/files?${query}`);
    const files = (await response.json()) as { id: string }[];
    expect(files.map((file) => Number(file.id.slice(-4)))).toEqual(numbers);
    const last = Math.max(numbers.length - 1, 0);
    expect(response.headers.get("content-range")).toBe(`items 0-${last}/${numbers.length}`);
    expect(Object.keys(files[0] ?? {})).not.toContain("records");
  });
});
