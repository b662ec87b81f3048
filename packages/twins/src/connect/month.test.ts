import { readXlsx } from "hucre/xlsx";
import { expect, it } from "vitest";
import { sampleCatalogue } from "../catalogue/sample-catalogue.ts";
import {
  call,
  createDraft,
  detail,
  distributor,
  row,
  toWorkbook,
  upload,
  uploadRows,
} from "../testing/connect-requests.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import type { Twin } from "../twin.ts";

const token = distributor;
const ROWS = 2000;

async function readSheet(response: Response) {
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  return sheets.find(({ name }) => name === "records")?.rows ?? [];
}

/** The ids of all records, page by page. */
async function listIds(twin: Twin): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let total = 1; ids.length < total; ) {
    const page = await call(twin, `GET /usage/records?limit=1500&offset=${ids.length}`);
    const records = (await page.json()) as { id: string }[];
    expect(records.length).toBeLessThanOrEqual(1000);
    ids.push(...records.map(({ id }) => id));
    total = Number(page.headers.get("content-range")?.split("/")[1]);
  }
  return ids;
}

it("takes a month of rows, shares them out to two hubs and closes them in bulk", async () => {
  const clock = createManualClock(NOW);
  const twin = await openTwin("connect", { clock });
  const file = await createDraft(twin);
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const asset = String((index % 40) + 1).padStart(4, "0");
    return row(`row-${index}`, { asset_search_value: `AS-1001-0000-${asset}` });
  });
  expect(await uploadRows(twin, clock, { id: file, rows })).toMatchObject({ status: "ready" });
  await call(twin, `POST /usage/files/${file}/submit`);
  await call(twin, `POST /usage/files/${file}/accept`, { token });
  clock.advance(20);
  const sizes = [];
  for (const number of ["001", "002"]) {
    const path = `/usage/chunks/${file.replace("UF", "UFC")}-${number}/download`;
    sizes.push((await readSheet(await call(twin, `GET ${path}`, { token }))).length - 1);
  }
  expect(sizes).toEqual([(ROWS * 3) / 4, ROWS / 4]);
  const ids = await listIds(twin);
  expect(new Set(ids).size).toBe(ROWS);
  for (let from = 0; from < ids.length; from += 500) {
    const body = ids.slice(from, from + 500).map((id) => ({
      id,
      external_billing_id: `bill-${id}`,
      external_billing_note: "October",
    }));
    const closed = await call(twin, "POST /usage/records/close-records", { token, body });
    expect(await closed.json()).toEqual(body.map(({ id }) => ({ id, status: "closed" })));
  }
  expect(await detail(twin, file)).toMatchObject({ status: "closed", records: { closed: ROWS } });
});

it("shows billing in the processed file after it was processed again", async () => {
  const clock = createManualClock(NOW);
  const twin = await openTwin("connect", { clock });
  const id = await createDraft(twin);
  const path = `/usage/files/${id}`;
  expect((await call(twin, `POST ${path}/reprocess`, { token })).status).toBe(400);
  await uploadRows(twin, clock, { id, rows: [row("a"), row("b")] });
  await call(twin, `POST ${path}/submit`);
  await call(twin, `POST ${path}/accept`, { token });
  await call(twin, "POST /usage/records/UR-2026-11-0000-0000-0000-0001/close", {
    token,
    body: { external_billing_id: "B1", external_billing_note: "Paid" },
  });
  const headers = async () => {
    const { processed_file_uri: link } = await detail(twin, id);
    return (await readSheet(await fetch(String(link)))).map((cells) => cells.slice(8));
  };
  expect(await headers()).toEqual([[], [], []]);
  const again = await call(twin, `POST ${path}/reprocess`, { token });
  expect(await again.json()).toMatchObject({ sub_status: "processing" });
  clock.advance(20);
  expect(await headers()).toEqual([
    ["external_billing_id", "external_billing_note"],
    ["B1", "Paid"],
    [null, null],
  ]);
  expect(await detail(twin, id)).toMatchObject({ sub_status: "processed" });
});

it("takes as long for each step as the catalogue says", async () => {
  const clock = createManualClock(NOW);
  const connect = { ...sampleCatalogue.connect, processingTime: 5000, autoAccept: true };
  const twin = await openTwin("connect", { clock, catalogue: { ...sampleCatalogue, connect } });
  const id = await createDraft(twin);
  const after = async (milliseconds: number) => {
    clock.advance(milliseconds);
    return (await detail(twin, id))["status"];
  };
  await upload(twin, id, { bytes: await toWorkbook([row("a")]) });
  expect(await after(4999)).toBe("uploading");
  expect(await after(1)).toBe("processing");
  expect(await after(5000)).toBe("ready");
  await call(twin, `POST /usage/files/${id}/submit`);
  expect(await after(4999)).toBe("pending");
  expect(await after(1)).toBe("accepted");
  const chunks = async () => (await call(twin, "GET /usage/chunks", { token })).json();
  expect(await chunks()).toMatchObject([{ status: "draft" }]);
  clock.advance(5000);
  expect(await chunks()).toMatchObject([{ status: "ready" }]);
});

it("does in order what came due while nobody looked", async () => {
  const clock = createManualClock(NOW);
  const connect = { ...sampleCatalogue.connect, autoAccept: true };
  const twin = await openTwin("connect", { clock, catalogue: { ...sampleCatalogue, connect } });
  const id = await createDraft(twin);
  await uploadRows(twin, clock, { id, rows: [row("a")] });
  await call(twin, `POST /usage/files/${id}/submit`);
  clock.advance(600_000);
  expect(await detail(twin, id)).toMatchObject({
    events: { accepted: { at: "2026-11-02T10:00:00.050+00:00" } },
  });
  const chunks = await call(twin, "GET /usage/chunks?status=ready", { token });
  expect(await chunks.json()).toMatchObject([
    { events: { created: { at: "2026-11-02T10:00:00.050+00:00" } } },
  ]);
});
