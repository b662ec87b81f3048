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
    ).toEqual({
      id: "UF-1",
      status: "invalid",
      errorDetail: "3 rows are invalid",
      uploadedLink: "https://storage.test/up.xlsx?sig=a",
      processedLink: "https://storage.test/done.xlsx?sig=b",
    });
  });

  it("has no links from the list, which does not carry them", () => {
    expect(fileOf({ id: "UF-1", status: "ready", external_id: null })).toEqual({
      id: "UF-1",
      status: "ready",
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
