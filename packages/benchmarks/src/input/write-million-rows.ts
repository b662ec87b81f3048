import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** How many records the file has. */
export const ROWS = 1_000_000;

const HOUR = 3_600_000;
const OCTOBER = Date.UTC(2026, 9, 1);
const HOURS = 504;

function subscriptionOf(at: number): string {
  const number = Math.floor(at / HOURS);
  switch (at % 3) {
    case 0:
      return `connect,AS-${1000 + number}-0000-0001,API-CALLS,${at % 9_999}.${at % 1_000}`;
    case 1:
      return `rebilly,sub_${number},,${(at % 9_999) + 1}.${at % 1_000}`;
    default:
      return `twocheckout,TWIN${number},API_CALLS,${at % 99_999}`;
  }
}

function line(at: number): string {
  // 21 days without a change of clocks.
  const start = OCTOBER + (24 + (at % HOURS)) * HOUR;
  const [from, to] = [start, start + HOUR].map((time) => new Date(time).toISOString());
  return `${subscriptionOf(at)},${from},${to},Nutzung für Größe ${at}\n`;
}

/**
 * Writes a million records for three channels, with exact decimals and notes beyond ASCII.
 *
 * @param file - Where to.
 */
export async function writeMillionRows(file: string): Promise<void> {
  const stream = createWriteStream(file);
  stream.write("channel,subscription,meter,quantity,start,end,description\n");
  const lines: string[] = [];
  for (let at = 0; at < ROWS; at += 1) {
    lines.push(line(at));
    if (lines.length < 5_000) continue;
    if (!stream.write(lines.join(""))) await once(stream, "drain");
    lines.length = 0;
  }
  stream.end(lines.join(""));
  await finished(stream);
}
