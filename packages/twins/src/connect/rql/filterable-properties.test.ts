import { beforeAll, describe, expect, it } from "vitest";
import { startTwin } from "../../start-twin.ts";
import {
  call,
  createDraft,
  distributor,
  reconcile,
  row,
  uploadRows,
} from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW } from "../../testing/open-twin.ts";
import type { Twin } from "../../twin.ts";

const RULES = "/products/PRD-276-377-545/usage/rules";
const TIME = "2026-10-01T00:00:00Z";

/** The operators of each kind of lookup, and those that it does not take. */
const kinds: Readonly<Record<string, readonly [string[], string[]]>> = {
  text: [
    ["eq", "ne", "like", "ilike", "in", "out"],
    ["null", "ge"],
  ],
  "text+null": [["eq", "ne", "like", "ilike", "null", "in", "out"], ["lt"]],
  "date+null": [["eq", "ne", "ge", "gt", "le", "lt", "null", "in", "out"], ["like"]],
  range: [
    ["ge", "gt", "le", "lt"],
    ["eq", "null", "in"],
  ],
};

function toQuery(property: string, operator: string, value: string): string {
  if (operator === "null") return `${property}=null()`;
  if (operator === "in" || operator === "out") return `${operator}(${property},(${value}))`;
  return `${operator}(${property},${value})`;
}

/** Every list, its properties by kind of lookup, and those it can be ordered by; as in the API's document. */
const lists: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    "/usage/files",
    {
      "text+null":
        "contract.id contract.name distribution_contract_id external_id id marketplace.id marketplace.name marketplace_id name product.id product.name product_id provider.id provider.name provider_id vendor.id vendor.name vendor_id",
      text: "environment schema status",
      range: "created.at",
    },
    "contract.name created.at environment id marketplace.name product.name provider.name schema status vendor.name",
  ],
  [
    "/usage/records",
    {
      "text+null":
        "asset.external_id asset.external_uid asset.id asset_external_id asset_external_uid asset_id hub.id item.id item_id part_usage_file__hub__id product.id product_id status usage_file usagefile.id",
      "date+null": "created_time end_date start_date usage_start_time",
      text: "usagefile.schema",
    },
    "created_time status usage_start_time",
  ],
  [
    "/usage/chunks",
    { "text+null": "binding.hub.id id provider.id usagefile.id", text: "status" },
    "usagefile.id",
  ],
  [
    "/usage/reconciliations",
    { "text+null": "binding.hub.id partusagefile.id partusagefile.provider.id usagefile.id" },
    "partusagefile.id usagefile.id",
  ],
  [
    "/usage/aggregates",
    { "text+null": "asset.external_uid asset.id item.id item.local_id", text: "item.type" },
    "",
  ],
  ["/usage/files/UF-2026-11-0000-0001/categories", { text: "id name" }, "name"],
  [RULES, { "text+null": "id item.id item.name rule", text: "action scope status" }, "item.id"],
];

let twin: Twin;
beforeAll(async () => {
  const clock = createManualClock(NOW);
  twin = await startTwin("connect", { clock });
  const id = await createDraft(twin, { external_id: "key" });
  await uploadRows(twin, clock, { id, rows: [row("a")] });
  await call(twin, `POST ${RULES}`, { token: distributor, body: { action: "accept" } });
  await call(twin, `POST /usage/files/${id}/submit`);
  clock.advance(20);
  await reconcile(twin, ["a"]);
  return () => twin.close();
});

const status = async (path: string, query: string): Promise<number> =>
  (await call(twin, `GET ${path}?${encodeURI(query)}`, { token: distributor })).status;

describe.each(lists)("GET %s", (path, properties, ordered) => {
  const typed = Object.entries(properties).flatMap(([kind, names]) =>
    names.split(" ").map((name) => [name, kind] as const),
  );

  it.each(typed)("takes %s as %s, and nothing else", async (name, kind) => {
    const [taken = [], refused = []] = kinds[kind] ?? [];
    const value = kind.startsWith("date") || kind === "range" ? TIME : "x";
    for (const operator of taken) {
      expect(await status(path, toQuery(name, operator, value)), operator).toBe(200);
    }
    for (const operator of refused) {
      expect(await status(path, toQuery(name, operator, value)), operator).toBe(400);
    }
  });

  it("is ordered by what the document says, and by nothing else", async () => {
    const orders = ordered.split(" ").filter((name) => name !== "");
    for (const name of orders) {
      expect(await status(path, `ordering(-${name})`), name).toBe(200);
    }
    for (const [name] of typed.filter(([each]) => !orders.includes(each))) {
      expect(await status(path, `ordering(${name})`), name).toBe(400);
    }
  });

  it("has no other property", async () => {
    expect(await status(path, "eq(note,x)")).toBe(400);
    expect(await status(path, "search=x")).toBe(200);
  });
});

describe("aggregates", () => {
  it("are found by the filter's own words for types", async () => {
    const found = await call(twin, "GET /usage/aggregates?item.type=PPU");
    expect(await found.json()).toHaveLength(1);
    const none = await call(twin, "GET /usage/aggregates?item.type=Reservation");
    expect(await none.json()).toEqual([]);
  });
});
