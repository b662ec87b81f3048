import { afterEach, beforeEach, expect, it } from "vitest";
import { createScheduledPlace, type ScheduledPlace } from "./__fixtures__/scheduled-place.ts";

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
});
afterEach(() => place.close());

const LINE =
  /metering to rebilly, 2026-10-01T00:00:00Z\/2026-10-02T00:00:00Z: (.*2026-10-01\.csv:3): record (\w+) was taken in before with 2, not 3 \(it is accepted\); nothing was sent for it\. If the source is right now: usage-billing (correct \w+ --quantity 3) --reason "WHY"\./;

it("a scheduled window with another quantity of a record tells how to correct it", async () => {
  const file = place.day("2026-10-01", ["1.5", "2"]);
  expect((await place.command("report", file, "--channel", "rebilly")).status).toBe(0);
  place.day("2026-10-01", ["1.5", "3"]);
  place.at("2026-10-02T00:10:00Z");
  const { status, out } = await place.command("report", "--due");
  expect(status).toBe(3);
  const [, , recordId, correct = ""] = LINE.exec(out) ?? [out];
  expect(correct).toContain(recordId);
  const made = await place.command(...correct.split(" "), "--reason", "metered late", "--yes");
  expect(made).toMatchObject({ status: 0 });
  const stated = await place.command("statement", "--period", "2026-10", "--json");
  expect(JSON.parse(stated.out).meters[0].figures).toMatchObject({
    reported: { records: 2, quantity: "4.5" },
    corrected: { records: 1, quantity: "2" },
  });
});
