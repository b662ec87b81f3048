import { METERED_TWICE } from "./calendar.ts";
import { compare } from "./compare.ts";
import { acceptFiles, closeWithBillingIds } from "./distributor.ts";
import { formatComparison } from "./format-comparison.ts";
import type { Month } from "./month.ts";
import { MonthFailure } from "./month-failure.ts";
import type { SampleRow } from "./sample.ts";

/** October in Bucharest, where the day begins before that of UTC. */
const OCTOBER_IN_BUCHAREST = ["--period", "2026-10", "--zone", "Europe/Bucharest"] as const;
const EVIDENCE = "evidence.jsonl";

async function bill(month: Month): Promise<void> {
  const { stage, twins } = month;
  stage.heading("1 November: every place closes the month");
  await acceptFiles(month);
  await closeWithBillingIds(month);
  stage.say("Rebilly writes its invoices and 2Checkout renews (POST /_twin/bill at their twins).");
  twins.rebilly.bill();
  twins.twocheckout.bill();
  stage.say("The vendor asks every channel what became of its records:");
  await stage.type(["run", "--once"], { show: "nothing" });
  await stage.type(["status"]);
}

async function reconcile({ stage }: Month): Promise<void> {
  stage.heading("The ledger against what the channels hold, pair by pair");
  const october = ["--period", "2026-10"];
  await stage.type(["reconcile", "--channel", "connect", ...october]);
  await stage.type(["reconcile", "--channel", "rebilly", ...october]);
  stage.say("At 2Checkout the month begins and ends at midnight in Bucharest:");
  await stage.type(["reconcile", "--channel", "twocheckout", ...OCTOBER_IN_BUCHAREST]);
}

async function state({ stage, unanswered }: Month): Promise<void> {
  stage.heading("The statement, for finance");
  stage.say("The month of Bucharest has the same days of every channel, here and there:");
  const files = ["--html", "october.html", "--csv", "october.csv"];
  const said = await stage.type(["statement", ...OCTOBER_IN_BUCHAREST, ...files], {
    show: "nothing",
  });
  const paragraphs = said.join("\n").split("\n\n");
  // Between them stand the subscriptions, of which the CSV file has all.
  const shown = [...paragraphs.slice(0, 2), "…", ...paragraphs.slice(-2)].join("\n\n");
  for (const line of shown.split("\n")) stage.say(`  ${line}`.trimEnd());
  stage.heading("For a partner who disputes a line");
  await stage.type(["show", METERED_TWICE]);
  stage.say("What hung on 14 October, as a file that the partner verifies without the vendor:");
  await stage.type(["evidence", unanswered, "--out", EVIDENCE]);
  await stage.type(["evidence", "verify", EVIDENCE]);
}

function describe(truth: readonly SampleRow[], billed: number): string {
  return `${truth.length} records were used, ${billed} are billed, each once.`;
}

/**
 * Closes the month: bills, reconciles, states, and compares what was used with what the channels hold.
 *
 * @param month - The month, reported to its end.
 * @throws {@link MonthFailure} When anything disagrees.
 */
export async function closeMonth(month: Month): Promise<void> {
  const { stage, truth, twins } = month;
  await bill(month);
  await stage.pause(2_000);
  await reconcile(month);
  await stage.pause(2_000);
  await state(month);
  await stage.pause(2_000);
  stage.heading("What was used against what the channels hold, without ledger and command");
  const held = [twins.connect, twins.rebilly, twins.twocheckout].flatMap((twin) => twin.usage());
  const lines = compare(truth, held);
  stage.say(formatComparison(lines));
  const billed = lines.reduce((sum, line) => sum + line.billed, 0);
  if (!lines.every(({ isEqual }) => isEqual)) {
    throw new MonthFailure(
      "What the channels hold is not what was used: see the lines that differ.",
    );
  }
  if (billed !== truth.length) {
    throw new MonthFailure(`${truth.length - billed} records are not billed.`);
  }
  stage.say(describe(truth, billed));
}
