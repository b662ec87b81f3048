import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport, type Transport } from "@usage-billing/http";
import { createFakeClock } from "@usage-billing/http/testing";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { createReporter, type Reporter } from "@usage-billing/reporter";
import { startTwin, type Twin } from "@usage-billing/twins";
import type { ChannelName } from "../channel-name.ts";
import { createChannel } from "../child/create-channels.ts";
import { campaignCatalogue } from "../input/catalogue.ts";
import { rejectFiles } from "../steps/reject-files.ts";
import { createDoom, type DeathPoint, type Doom } from "./doom.ts";

/** In memory where the system has it: none of this is about the disk. */
const BASE = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** One life of a process in front of a twin. */
export interface Life {
  readonly reporter: Reporter;
  readonly doom: Doom;
}

/** A twin, and one ledger after the other. */
export interface CellStage {
  readonly channel: ChannelName;
  readonly twin: Twin;
  /** The present ledger. */
  readonly ledger: Ledger;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Begins a life; the ledger is opened anew, as after a crash. */
  live(point?: DeathPoint): Promise<Life>;
  /** Lets the distributor reject what is pending, at a channel that has one. */
  allowChanges(): Promise<void>;
  /** Lets somebody accept what is pending, without billing it. */
  accept(): void;
  close(): Promise<void>;
}

/** A reporter in front of the twin, every request and commit of which is a step. */
function openLife(
  { twin, channel, ledger }: Pick<CellStage, "channel" | "ledger" | "twin">,
  parts: {
    readonly transport: Transport;
    readonly clock: ReturnType<typeof createFakeClock>;
    readonly point: DeathPoint | undefined;
  },
): Life {
  const { clock, point } = parts;
  const doom = createDoom(point);
  const transport = doom.transport(parts.transport);
  const { baseUrl } = twin;
  const adapter = createChannel(channel, { baseUrl, transport, clock, timeout: 5_000 });
  const channels = new Map([[channel, adapter]]);
  const random = () => 0.5;
  const counted = doom.ledger(ledger);
  return { doom, reporter: createReporter({ channels, ledger: counted, clock, random }) };
}

/**
 * Starts the twin of a channel.
 *
 * @param channel - The channel.
 * @returns The stage; close it.
 */
export async function openCellStage(channel: ChannelName): Promise<CellStage> {
  const clock = createFakeClock(Date.UTC(2026, 4, 1));
  const twin = await startTwin(channel, { clock, catalogue: campaignCatalogue });
  const transport = createTransport();
  const folder = mkdtempSync(join(BASE, "corrections-"));
  let count = 0;
  const open = (): Ledger => openLedger(join(folder, `${count}.db`), { now: clock.now });
  let ledger = open();
  return {
    ...{ channel, twin },
    get ledger() {
      return ledger;
    },
    clear: async () => {
      await ledger.close();
      count += 1;
      ledger = open();
      twin.reset();
    },
    live: async (point) => {
      await ledger.close();
      ledger = open();
      return openLife({ twin, channel, ledger }, { transport, clock, point });
    },
    allowChanges: async () => {
      if (channel === "connect") await rejectFiles(twin);
    },
    accept: () => twin.bill("nobody"),
    close: async () => {
      await ledger.close();
      await transport.close();
      await twin.close();
      rmSync(folder, { recursive: true });
    },
  };
}
