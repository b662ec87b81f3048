import type { Bench } from "../bench.ts";
import { formatTable } from "../format-table.ts";
import { judgeRatio, type Target, type Verdict } from "../judge-ratio.ts";
import { median } from "../median.ts";
import type { Operation } from "./contender.ts";
import { contenders } from "./contenders.ts";
import { measureClients, type Rates } from "./measure-clients.ts";

/** Enough for the fastest contender to be busy for over a tenth of a second: shorter turns are noise. */
const REQUESTS = 6_000;

const targets: readonly Target[] = [
  { ours: "rebilly-client", peer: "rebilly-js-sdk", atLeast: 3 },
  { ours: "connect-client", peer: "connect-javascript-sdk", atLeast: 1.5 },
  { ours: "rebilly-client", peer: "undici.request, Rebilly's calls", atLeast: 0.7 },
  { ours: "connect-client", peer: "undici.request, Connect's calls", atLeast: 0.7 },
];

function describeRates(rates: Record<Operation, Rates>): string {
  const rows = Object.keys(contenders).map((name) => [
    name,
    ...[rates.POST, rates.GET].map((of) => Math.round(median(of.get(name) ?? [])).toString()),
  ]);
  return formatTable(["requests/s, median", "POST", "GET"], rows);
}

function describeVerdicts(verdicts: readonly (Verdict & { operation: Operation })[]): string {
  const rows = verdicts.map(({ ours, peer, operation, ratio, atLeast, isMet }) => [
    `${ours} / ${peer}`,
    operation,
    ratio.toFixed(2),
    atLeast.toFixed(1),
    isMet ? "yes" : "NO",
  ]);
  return formatTable(["ratio, median of the rounds", "call", "measured", "at least", "met"], rows);
}

/** Our generated clients over our transport beside the vendors' SDKs and bare undici. */
export const clientBench: Bench = {
  summary: "HTTP clients: one small POST and one GET at concurrency 16 on loopback",
  run: async (rounds, print) => {
    print(`${rounds} rounds of ${REQUESTS} calls, 16 at a time; Node ${process.versions.node}\n`);
    const rates = await measureClients({ rounds, requests: REQUESTS });
    const verdicts = targets.flatMap((target) =>
      (["POST", "GET"] as const).map((operation) => ({
        ...judgeRatio(target, rates[operation]),
        operation,
      })),
    );
    print(`${describeRates(rates)}\n\n${describeVerdicts(verdicts)}`);
    return verdicts.every(({ isMet }) => isMet);
  },
};
