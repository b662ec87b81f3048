import type { Channel } from "@usage-billing/core";
import { createTransport, type Transport } from "@usage-billing/http";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { createReporter } from "@usage-billing/reporter";
import type { ChannelName } from "../channel-name.ts";
import { createRandom } from "../random.ts";
import { breakReporter } from "./break-reporter.ts";
import { countLedger } from "./count-ledger.ts";
import { countTransport, type RequestCount } from "./count-transport.ts";
import { createChannel } from "./create-channels.ts";
import { doTask } from "./do-task.ts";
import type { Job, JobResult, PlannedFault } from "./job.ts";
import type { ParentLink } from "./parent-link.ts";
import { createStepCounter, type StepCounter } from "./step-counter.ts";

/** What one life works with. */
interface Life {
  readonly job: Job;
  readonly link: ParentLink;
  readonly counter: StepCounter;
  readonly counts: Map<ChannelName, RequestCount>;
}

/** How often the parent is told how far the requests have come, so that it knows when a life ends early. */
const TELL_EVERY = 50;

/** Arms each fault of the plan right before the request that it is meant for. */
function armFaults({ job, link }: Life, channel: ChannelName) {
  const planned: PlannedFault[] = [...(job.faults[channel] ?? [])];
  return async (number: number, method: string): Promise<void> => {
    if (number % TELL_EVERY === 0) link.tell({ kind: "requests", channel, count: number });
    const next = planned.findIndex(
      ({ request, fault }) =>
        request <= number && (fault.method === undefined || fault.method === method),
    );
    const [found] = next === -1 ? [] : planned.splice(next, 1);
    if (found === undefined) return;
    await link.ask({ kind: "arm", channel, fault: found.fault, request: found.request });
  };
}

function openChannel(life: Life, name: ChannelName, transport: Transport): Channel {
  const { job, link, counter, counts } = life;
  const count = { sent: 0, posts: 0, failed: 0 };
  counts.set(name, count);
  const hooks = { counter, count, beforeRequest: armFaults(life, name) };
  return createChannel(name, {
    baseUrl: job.baseUrls[name],
    transport: countTransport(transport, hooks),
    clock: link.clock,
    timeout: job.timeout,
  });
}

function createParts(life: Life, ledger: Ledger, transport: Transport) {
  const { job, counter } = life;
  const channels = new Map<string, Channel>();
  let counted = countLedger(ledger, counter);
  for (const name of job.channels) {
    const channel = openChannel(life, name, transport);
    const parts = { channel, ledger: counted };
    const broken = job.defect === undefined ? parts : breakReporter(parts, job.defect);
    channels.set(name, broken.channel);
    counted = broken.ledger;
  }
  return { channels, ledger: counted };
}

/**
 * Lives one life: opens the ledger, does the task, and closes the ledger.
 *
 * @param job - What is to be done.
 * @param link - The way to the parent.
 * @returns What was done, unless the process was killed.
 */
export async function runJob(job: Job, link: ParentLink): Promise<JobResult> {
  link.setTime(job.now);
  const counter = createStepCounter(job.kill);
  const counts = new Map<ChannelName, RequestCount>();
  const life: Life = { job, link, counter, counts };
  const transport = createTransport({ timeout: job.timeout, connectTimeout: 5_000 });
  const ledger = openLedger(job.ledgerFile, { now: link.clock.now });
  try {
    const parts = createParts(life, ledger, transport);
    const reporter = createReporter({
      ...parts,
      clock: link.clock,
      concurrency: job.concurrency,
      random: createRandom(job.input.seed, job.input.round, 11).next,
      // The clock hardly moves while thousands of records are written.
      budgets: new Map(job.channels.map((name) => [name, "none"])),
    });
    const errors = await doTask(job, { ...parts, reporter });
    const requests = { connect: 0, rebilly: 0, twocheckout: 0 };
    for (const [name, { sent }] of counts) requests[name] = sent;
    const all = [...counts.values()];
    const failedRequests = all.reduce((sum, { failed }) => sum + failed, 0);
    const posts = all.reduce((sum, count) => sum + count.posts, 0);
    return { steps: counter.names, requests, posts, failedRequests, errors };
  } finally {
    await ledger.close();
    await transport.close();
  }
}
