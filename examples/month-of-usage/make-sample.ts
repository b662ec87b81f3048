// Writes usage.csv, the sample month. The same file comes out of every run.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { makeSample } from "./src/sample.ts";

const rows = makeSample();
const file = join(import.meta.dirname, "usage.csv");
writeFileSync(file, `${Papa.unparse([...rows], { newline: "\n" })}\n`);
console.log(`${rows.length} records written to usage.csv`);
