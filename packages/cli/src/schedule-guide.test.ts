import { readFileSync } from "node:fs";
import { recommendedSchedules } from "@usage-billing/schedule";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createScheduledPlace, type ScheduledPlace } from "./__fixtures__/scheduled-place.ts";

const GUIDE = readFileSync(new URL("../../../docs/schedule.md", import.meta.url), "utf8");

function blocks(language: string): readonly string[] {
  const found = GUIDE.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"));
  return [...found].map(([, text = ""]) => text);
}

/** The rows of the table below a header. */
function rowsOf(header: string): readonly (readonly string[])[] {
  const [, table = ""] = GUIDE.split(`\n| ${header} `);
  const [text = ""] = table.split("\n\n");
  const lines = text.split("\n").slice(2);
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
  place.write("usage-billing.config.json", blocks("json")[0] ?? "");
  place.at("2026-10-02T00:10:00Z");
  place.day("2026-10-01", ["1.5"]);
  place.day("2026-10-01", [], "licences");
  place.write(
    "licences/2026-10-01.csv",
    "subscription,meter,quantity,start,end\nTWIN000001,API_CALLS,1500,2026-10-01T00:00:00,2026-10-02T00:00:00\n",
  );
});
afterEach(() => place.close());

describe("the guide to schedules", () => {
  it("has commands that work with its configuration", async () => {
    const lines = blocks("sh").flatMap((text) => text.trim().split("\n"));
    expect(lines).toHaveLength(6);
    for (const line of lines) {
      const [name, ...args] = line.split(" ");
      const { status, err } = await place.command(...args);
      expect([line, name, [0, 4].includes(status), err]).toEqual([line, "usage-billing", true, ""]);
    }
    expect(place.twins.rebilly.usage()).toHaveLength(1);
    expect(place.twins.twocheckout.usage()).toHaveLength(1);
  });

  it("lists the recommended schedules as they are", () => {
    const listed = rowsOf("`like`").map(([like, every, at, deadline]) => {
      return [like?.replaceAll("`", ""), every, at, deadline];
    });
    const actual = Object.entries(recommendedSchedules).map(([like, { schedule }]) => {
      const [[rule, value] = []] = Object.entries(schedule.deadline);
      const deadline = value === true ? `\`${rule}\`` : `\`${rule}\`: ${value}`;
      return [like, schedule.every, schedule.at, deadline];
    });
    expect(listed).toEqual(actual.sort(([left = ""], [right = ""]) => (left < right ? -1 : 1)));
  });

  it("lists every alarm", () => {
    const alarms = rowsOf("alarm ").map(([kind]) => kind);
    expect(alarms).toEqual(["`not-run`", "`failed`", "`silent-source`", "`nothing-matched`"]);
  });
});
