import { parseArgs } from "node:util";
import { startPostgres } from "../src/testing/index.ts";
import { runWorkersCampaign } from "./run-campaign.ts";

const { values } = parseArgs({
  options: {
    workers: { type: "string", default: "8" },
    records: { type: "string", default: "20000" },
    kills: { type: "string", default: "40" },
    pauses: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    lease: { type: "string", default: "5" },
    latency: { type: "string", default: "20" },
  },
});

const server = await startPostgres();
try {
  const result = await runWorkersCampaign({
    connectionString: await server.createDatabase("campaign"),
    workers: Number(values.workers),
    records: Number(values.records),
    kills: Number(values.kills),
    pauses: Number(values.pauses),
    seed: Number(values.seed),
    leaseSeconds: Number(values.lease),
    latency: Number(values.latency),
    timeLimit: 1_200_000,
  });
  console.log(result);
  const { lost, doubled, altered, invented, open, differences } = result;
  if (lost + doubled + altered + invented + open + differences > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
