// A process that takes a record into a ledger, says so, and keeps the ledger open until it is killed.
import { openLedger } from "../index.ts";
import { intakes, usageRecord } from "./records.ts";

const [, , file = ""] = process.argv;
await openLedger(file).takeIn(intakes(usageRecord()));
process.stdout.write("ready\n");
setInterval(() => {}, 60_000);
