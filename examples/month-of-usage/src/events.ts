import { writeFileSync } from "node:fs";
import { LATE, METERED_TWICE, WRONG_EXPORT } from "./calendar.ts";
import { acceptFiles, rejectNewestFile } from "./distributor.ts";
import { toCsv } from "./meters.ts";
import type { Month } from "./month.ts";
import { MonthFailure } from "./month-failure.ts";
import type { SampleRow } from "./sample.ts";

const FILE_COLUMNS = [
  ...["channel", "record_id", "subscription", "meter", "quantity", "start", "end", "note"],
];

/** What happens at the end of a morning, after the day before was reported. */
export interface MonthEvent {
  readonly title: string;
  play(month: Month): Promise<void>;
}

function truthOf(month: Month, recordId: string): SampleRow {
  const row = month.truth.find((one) => one.recordId === recordId);
  if (row === undefined) throw new MonthFailure(`The sample has no record ${recordId}.`);
  return row;
}

const accepting: MonthEvent = {
  title: "Monday: the distributor accepts the files of the week",
  play: acceptFiles,
};

const rejecting: MonthEvent = {
  title: "The distributor rejects a file, and the vendor repairs it",
  async play(month) {
    const { stage } = month;
    const { subscription, quantity } = truthOf(month, WRONG_EXPORT);
    await rejectNewestFile(month, `${subscription}: ten times the usual seats`);
    stage.say(
      "The vendor learns of it: a file is one transaction, so all its records are refused.",
    );
    await stage.type(["run", "--once"], { status: 3, show: "nothing" });
    await stage.type(["status"], { status: 3, show: "paragraph" });
    await stage.type(["explain", WRONG_EXPORT]);
    stage.say("One record is corrected, the others are right: they are sent again as they are.");
    const why = ["--reason", "the export had it ten times", "--by", "Ines", "--yes"];
    await stage.type(["correct", WRONG_EXPORT, "--quantity", quantity, ...why]);
    await stage.type(["failed", "retry", "--all", "--channel", "connect"]);
    await stage.type(["report", "--due"], { show: "nothing" });
    await acceptFiles(month);
  },
};

function writeLate(month: Month, altered: Readonly<Partial<Record<string, string>>>): void {
  const rows = LATE.map((recordId) => truthOf(month, recordId));
  const cells = rows.map(({ recordId, quantity, ...row }) => ({
    ...row,
    record_id: recordId,
    // At Rebilly the subscription implies the meter.
    meter: row.channel === "rebilly" ? "" : row.meter,
    quantity: altered[recordId] ?? quantity,
  }));
  writeFileSync("late.csv", toCsv(cells, FILE_COLUMNS));
}

const late: MonthEvent = {
  title: "Two records come in eleven days late",
  async play(month) {
    const { stage } = month;
    const [, fraction = ""] = LATE;
    stage.say(
      "They are reported from a file. 2Checkout bills whole units, and one has a fraction:",
    );
    writeLate(month, { [fraction]: `${truthOf(month, fraction).quantity}.25` });
    await stage.type(["report", "late.csv"], { status: 3 });
    stage.say("Mended, the same file is reported again; what has arrived is not sent twice:");
    writeLate(month, {});
    await stage.type(["report", "late.csv"]);
    month.expect(LATE.length);
    month.checkHeld();
  },
};

const correcting: MonthEvent = {
  title: "The vendor corrects what was metered twice",
  async play(month) {
    const { stage } = month;
    const { quantity } = truthOf(month, METERED_TWICE);
    const why = ["--reason", "metered twice", "--by", "Ines"];
    const correct = ["correct", METERED_TWICE, "--quantity", quantity];
    await stage.type([...correct, "--dry-run"]);
    await stage.type([...correct, ...why, "--yes"]);
  },
};

/** What happens on the morning after a day of October. */
export const EVENTS: Readonly<Record<number, MonthEvent>> = {
  4: accepting,
  11: accepting,
  15: rejecting,
  18: accepting,
  20: late,
  23: correcting,
  25: accepting,
};
