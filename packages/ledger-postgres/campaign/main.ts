import { parseArgs } from "node:util";
import { startPostgres } from "../src/testing/index.ts";
import { runWorkersCampaign, type WorkersCampaignOptions } from "./run-campaign.ts";

const { values } = parseArgs({
  options: {
    workers: { type: "string", default: "8" },
    records: { type: "string", default: "20000" },
    kills: { type: "string", default: "40" },
    pauses: { type: "string", default: "40" },
    interval: { type: "string", default: "1500" },
    seed: { type: "string", default: "1" },
    lease: { type: "string", default: "5" },
    latency: { type: "string", default: "20" },
    throughput: { type: "boolean", default: false },
  },
});

const server = await startPostgres();

async function run(name: string, change: Partial<WorkersCampaignOptions>): Promise<void> {
  const options: WorkersCampaignOptions = {
    connectionString: await server.createDatabase(name),
    workers: Number(values.workers),
    records: Number(values.records),
    kills: Number(values.kills),
    pauses: Number(values.pauses),
    interval: Number(values.interval),
    seed: Number(values.seed),
    leaseSeconds: Number(values.lease),
    latency: Number(values.latency),
    timeLimit: 1_200_000,
    ...change,
  };
  const result = await runWorkersCampaign(options);
  const { lost, doubled, altered, invented, open, differences, elapsed } = result;
  const rate = options.records / (elapsed / 1_000);
  console.log({
    workers: options.workers,
    records: options.records,
    recordsPerSecond: rate,
    ...result,
  });
  if (lost + doubled + altered + invented + open + differences > 0) process.exitCode = 1;
}

try {
  if (!values.throughput) await run("campaign", {});
  for (const workers of values.throughput ? [1, 2, 4] : []) {
    await run(`throughput_${workers}`, { workers, kills: 0, pauses: 0 });
  }
} finally {
  await server.stop();
}
