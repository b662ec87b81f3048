import { type ContractDocument, contractDocuments } from "../contract-document.ts";
import { createJudge, type Violation } from "../judge.ts";
import { explainDeviation } from "./known-deviations.ts";
import type { LoggedExchange } from "./traffic-log.ts";

/** What is known of one API's traffic. */
export interface TrafficVerdict {
  /** Exchanges that were judged. */
  judged: number;
  /** Requests among them whose connection ended before the answer did; only the request is judged. */
  unanswered: number;
  /** Requests to signed links and to the twin's own controls, which no document describes. */
  outside: number;
  /** Exchanges of each suite. */
  readonly suites: Map<string, number>;
  /** Ids of the operations that were called. */
  readonly called: Set<string>;
  readonly violations: TrafficViolation[];
  /** Violations that are known, by their reasons. */
  readonly known: Map<string, number>;
}

/** A violation, and the test in which it happened. */
export type TrafficViolation = Violation & Pick<LoggedExchange, "suite" | "test">;

/** What one API's traffic was found to be. */
export type TrafficVerdicts = Readonly<Record<keyof typeof contractDocuments, TrafficVerdict>>;

function createVerdict(): TrafficVerdict {
  const counts = { judged: 0, unanswered: 0, outside: 0 };
  return { ...counts, suites: new Map(), called: new Set(), violations: [], known: new Map() };
}

async function startCourt(document: ContractDocument) {
  return { judge: await createJudge(document), verdict: createVerdict() };
}

/**
 * Judges traffic that was recorded.
 *
 * @param traffic - The exchanges.
 * @returns What was found, by API.
 */
export async function judgeTraffic(traffic: Iterable<LoggedExchange>): Promise<TrafficVerdicts> {
  const courts = {
    connect: await startCourt(contractDocuments.connect),
    rebilly: await startCourt(contractDocuments.rebilly),
    twocheckout: await startCourt(contractDocuments.twocheckout),
  };
  for (const exchange of traffic) {
    const { judge, verdict } = courts[exchange.api];
    const { isOutside, operation, violations } = await judge(exchange);
    if (isOutside) {
      verdict.outside += 1;
      continue;
    }
    const { suite, test } = exchange;
    verdict.judged += 1;
    verdict.suites.set(suite, (verdict.suites.get(suite) ?? 0) + 1);
    if (exchange.answer === undefined) verdict.unanswered += 1;
    if (operation !== undefined) verdict.called.add(operation);
    for (const violation of violations) {
      const reason = explainDeviation(exchange.api, violation);
      if (reason === undefined) verdict.violations.push({ ...violation, suite, test });
      else verdict.known.set(reason, (verdict.known.get(reason) ?? 0) + 1);
    }
  }
  return {
    connect: courts.connect.verdict,
    rebilly: courts.rebilly.verdict,
    twocheckout: courts.twocheckout.verdict,
  };
}
