import { type PostgresServer, startPostgres } from "@usage-billing/ledger-postgres/testing";
import { formatTable } from "../format-table.ts";
import { judgeRatio } from "../judge-ratio.ts";
import { median } from "../median.ts";
import type { LedgerPart } from "./ledger-part.ts";
import { takeInBare } from "./postgres-bare.ts";
import { takeInOnPostgres } from "./postgres-take-in.ts";

const RECORDS = 100_000;
const LEAST_RATE = 20_000;
const LEAST_RATIO = 0.7;

/** What is measured of one storage: records a second. */
type Task = (connectionString: string, count: number) => Promise<number>;

const TASKS: readonly (readonly [name: string, task: Task])[] = [
  ["take-in", takeInOnPostgres],
  ["take-in-bare", takeInBare],
];

async function measureRounds(
  server: PostgresServer,
  rounds: number,
): Promise<Map<string, number[]>> {
  const samples = new Map<string, number[]>(TASKS.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? TASKS : TASKS.toReversed();
    for (const [name, task] of order) {
      const database = `${name.replaceAll("-", "_")}_${round}`;
      const rate = await task(await server.createDatabase(database), RECORDS);
      samples.get(name)?.push(rate);
    }
  }
  return samples;
}

/** The ledger on a PostgreSQL server, which waits for its disk at every commit. */
export const postgresPart: LedgerPart = {
  run: async (rounds, print) => {
    const server = await startPostgres();
    try {
      const samples = await measureRounds(server, rounds);
      const rate = median(samples.get("take-in") ?? []);
      const rows = TASKS.map(([name]) => [
        ...[name, String(RECORDS), median(samples.get(name) ?? []).toFixed(0)],
      ]);
      print(formatTable([`PostgreSQL, ${rounds} rounds`, "records", "records/s, median"], rows));
      const target = { ours: "take-in", peer: "take-in-bare", atLeast: LEAST_RATIO };
      const { ratio, isMet } = judgeRatio(target, samples);
      const isFast = rate >= LEAST_RATE;
      const lines = [
        ["records/s taken in", rate.toFixed(0), `>= ${LEAST_RATE}`, isFast ? "yes" : "NO"],
        ["taking in, ours / bare pg", ratio.toFixed(2), `>= ${LEAST_RATIO}`, isMet ? "yes" : "NO"],
      ];
      print(formatTable(["target", "measured", "wanted", "met"], lines));
      return isFast && isMet;
    } finally {
      await server.stop();
    }
  },
};
