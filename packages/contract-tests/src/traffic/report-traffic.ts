import type { TrafficVerdict, TrafficVerdicts } from "./judge-traffic.ts";
import { listDeviations } from "./known-deviations.ts";

/** How many exchanges the suites have at least, well below what they have: fewer were not recorded. */
const LEAST: Readonly<Record<string, number>> = {
  connect: 2_000,
  rebilly: 1_500,
  twocheckout: 400,
};

function isHeard(api: string, { judged }: TrafficVerdict): boolean {
  return judged >= (LEAST[api] ?? 1);
}

/** Entries for what does not happen any more: they would hide it when it came back. */
function listStale(api: string, { known }: TrafficVerdict): readonly string[] {
  return listDeviations(api).filter((reason) => !known.has(reason));
}

function describeVerdict(api: string, verdict: TrafficVerdict): string[] {
  const { called, judged, known, outside, suites, unanswered, violations } = verdict;
  const bySuite = [...suites].map(([suite, count]) => `${suite} ${count}`).join(", ");
  return [
    `${api}: ${judged} exchanges of ${called.size} operations judged (${bySuite}); ${unanswered} had no answer, ${outside} went past the API`,
    ...(isHeard(api, verdict) ? [] : [`${api}: fewer than ${LEAST[api]} exchanges were recorded`]),
    `${api}: ${violations.length} violations`,
    ...violations.map(
      ({ exchange, message, side, suite, test, where }) =>
        `  ${side} of ${exchange} ${where}: ${message} [${suite}: ${test}]`,
    ),
    ...[...known].map(([reason, count]) => `${api}: ${count} known: ${reason}`),
    ...listStale(api, verdict).map(
      (reason) => `${api}: known-deviations.json has what did not happen, take it out: ${reason}`,
    ),
  ];
}

/**
 * Puts verdicts into words.
 *
 * @param verdicts - What was found, by API.
 * @returns Lines for a terminal or a file.
 */
export function reportTraffic(verdicts: TrafficVerdicts): readonly string[] {
  return Object.entries(verdicts).flatMap(([api, verdict]) => describeVerdict(api, verdict));
}

/**
 * Tells whether traffic kept to the documents. Little traffic is no proof of it.
 *
 * @param verdicts - What was found, by API.
 * @returns Whether there are no violations, enough was judged of every API, and every known deviation
 * happened.
 */
export function isClean(verdicts: TrafficVerdicts): boolean {
  return Object.entries(verdicts).every(
    ([api, verdict]) =>
      isHeard(api, verdict) &&
      verdict.violations.length === 0 &&
      listStale(api, verdict).length === 0,
  );
}
