import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
let file: string;
beforeEach(async () => {
  place = await createWorkplace();
  file = place.write("usage.csv", `${HEADER},record_id\n${LINES.rebilly},rebilly-1\n`);
});
afterEach(() => place.close());

/** Writes the configuration anew with other channels. */
function configure(channels: Readonly<Record<string, object>>): void {
  const configuration = JSON.parse(place.read("usage-billing.config.json"));
  place.write("usage-billing.config.json", JSON.stringify({ ...configuration, channels }));
}

const OTHER = { api: "rebilly", organizationId: "org_other" };
const SAME = { api: "rebilly", organizationId: "org_twin_sample" };

describe("a ledger of another account", () => {
  it.each([
    [["status"]],
    [["report", "usage.csv"]],
    [["run", "--once"]],
    [["run", "--listen", "127.0.0.1:0"]],
    [["failed", "list"]],
    [["retract", "rebilly-1"]],
  ])("is refused by %j", async (args) => {
    expect((await place.command("report", file)).status).toBe(0);
    configure({ rebilly: OTHER });
    const words = args.map((word) => (word === "usage.csv" ? file : word));
    const { status, err } = await place.command(...words);
    expect(err).toMatch(
      /of another account: .*"rebilly" went to organization org_twin_sample at this machine, and .* says organization org_other/,
    );
    expect(status).toBe(2);
    expect(place.twins.rebilly.usage()).toHaveLength(1);
  });

  it("is looked after all the same, and can be adopted", async () => {
    await place.command("report", file);
    configure({ rebilly: OTHER });
    expect((await place.command("ledger", "verify")).status).toBe(0);
    const nobody = await place.command("ledger", "adopt", "rebilly");
    expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining("Give --yes")]);
    const adopted = await place.command("ledger", "adopt", "rebilly", "--yes");
    expect([adopted.status, adopted.out]).toEqual([
      0,
      expect.stringContaining("goes to organization org_other at this machine from now on, not to"),
    ]);
    expect((await place.command("status")).status).toBe(0);
  });

  it("is no other one while nothing of it has left a trace at the channel", async () => {
    configure({ rebilly: OTHER });
    expect((await place.command("report", file)).status).not.toBe(0);
    configure({ rebilly: SAME });
    expect((await place.command("report", file)).status).toBe(0);
    expect(place.twins.rebilly.usage()).toHaveLength(1);
  });

  it("is of another project when none of its channels is configured", async () => {
    await place.command("report", file);
    configure({ billing: OTHER });
    const { status, err } = await place.command("status");
    expect([status, err]).toEqual([
      2,
      expect.stringMatching(/of another project: it knows the channels rebilly, .* but billing/),
    ]);
  });

  it("is not gone round by another id for the channel, which would bill everything again", async () => {
    await place.command("report", file);
    configure({ renamed: SAME });
    place.environment["USAGE_BILLING_RENAMED_BASE_URL"] = place.twins.rebilly.baseUrl;
    const { status, err } = await place.command("status");
    expect([status, err]).toEqual([2, expect.stringContaining('Keep the id "rebilly"')]);
  });
});
