import type { UsageFile } from "@usage-billing/connect-client";
import { describe, expect, it } from "vitest";
import { fromUsageFile } from "./from-usage-file.ts";

const fileOf = (file: object) => fromUsageFile(file as UsageFile);

describe("fromUsageFile", () => {
  it("keeps id, state, words and links", () => {
    expect(
      fileOf({
        id: "UF-1",
        status: "invalid",
        error_detail: "3 rows are invalid",
        rejection_note: null,
        usage_file_uri: "https://storage.test/up.xlsx?sig=a",
        processed_file_uri: "https://storage.test/done.xlsx?sig=b",
      }),
    ).toMatchObject({
      id: "UF-1",
      status: "invalid",
      errorDetail: "3 rows are invalid",
      uploadedLink: "https://storage.test/up.xlsx?sig=a",
      processedLink: "https://storage.test/done.xlsx?sig=b",
    });
  });

  it("has no links from the list, which does not carry them", () => {
    const raw = { id: "UF-1", status: "ready", external_id: null };
    expect(fileOf(raw)).toEqual({
      id: "UF-1",
      status: "ready",
      statistics: {},
      records: {},
      events: {},
      raw,
    });
  });

  it("reads counts as text, which broke listing elsewhere, microseconds, and events nobody did", () => {
    const file = fileOf({
      id: "UF-1",
      status: "closed",
      stats: { uploaded: "2", closed: 2, billed: null, pending: "many" },
      period: { from: "2026-10-01T00:00:00+00:00", to: "2026-10-31" },
      events: {
        created: { at: "2020-03-04T03:24:28.137141+00:00", by: { id: "somebody" } },
        accepted: { at: "2019-01-01T00:00:00Z" },
        closed: { at: "soon" },
        rejected: null,
      },
    });
    expect(file.statistics).toEqual({ uploaded: 2, closed: 2 });
    expect(file.period).toEqual({ from: "2026-10-01", to: "2026-10-31" });
    expect(file.events).toEqual({
      created: { at: Date.UTC(2020, 2, 4, 3, 24, 28, 137), by: { id: "somebody" } },
      accepted: { at: Date.UTC(2019, 0, 1) },
      closed: {},
    });
  });

  it("reads upper case, new words and statistics of any type", () => {
    expect(fileOf({ id: "UF-1", status: "READY", stats: { uploaded: "2" } }).status).toBe("ready");
    expect(fileOf({ id: "UF-1", status: "archived", events: { created: {} } }).status).toBe(
      "archived",
    );
    expect(fileOf({ id: "UF-1" }).status).toBe("");
  });
});
