import { describe, expect, it } from "vitest";
import { createServiceLog } from "./service-log.ts";

const ENVIRONMENT = {
  USAGE_BILLING_CONNECT_API_KEY: "ApiKey SU-1-2:c4nary-connect",
  USAGE_BILLING_REBILLY_EU_API_KEY: "sk_c4nary-rebilly",
  USAGE_BILLING_REBILLY_US_TOKEN: "c4nary-token",
  USAGE_BILLING_TWOCHECKOUT_SECRET_KEY: "c4nary-secret+/=",
  USAGE_BILLING_LEDGER_URL: "postgresql://role:c4nary%40word@localhost/db",
};

function logged(write: (log: ReturnType<typeof createServiceLog>) => void): readonly string[] {
  const lines: string[] = [];
  write(createServiceLog(ENVIRONMENT, (line) => lines.push(line)));
  return lines;
}

describe("createServiceLog", () => {
  it("writes one JSON object a line, with level and time as words", () => {
    const [line = ""] = logged((log) => log.info({ channel: "rebilly" }, "reported"));
    const { time, ...rest } = JSON.parse(line);
    expect(rest).toEqual({ level: "info", channel: "rebilly", message: "reported" });
    expect(new Date(time).toISOString()).toBe(time);
  });

  it("knows a credential also as JSON writes it, and one that is not encoded as links should be", () => {
    const password = '50%"c4nary\\';
    const environment = { USAGE_BILLING_LEDGER_URL: `postgres://role:${password}@host/database` };
    const lines: string[] = [];
    createServiceLog(environment, (line) => lines.push(line)).warn(`it was ${password}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("c4nary");
  });

  it("leaves out lines below its level", () => {
    const say = (level: "debug" | "warn" | undefined) => {
      const lines: string[] = [];
      const log = createServiceLog({}, (line) => lines.push(JSON.parse(line).message), level);
      log.debug("delivered");
      log.info("reported");
      log.warn("waiting");
      return lines;
    };
    expect(say("debug")).toEqual(["delivered", "reported", "waiting"]);
    expect(say(undefined)).toEqual(["reported", "waiting"]);
    expect(say("warn")).toEqual(["waiting"]);
  });

  it("writes no credential, whatever member it stands in", () => {
    const values = Object.values(ENVIRONMENT);
    const lines = logged((log) => {
      for (const value of values) {
        log.warn({ deep: [{ value }], error: `failed with ${value}` }, `message ${value}`);
      }
      log.warn("the password is c4nary@word, the token SU-1-2:c4nary-connect");
    });
    expect(lines).toHaveLength(values.length + 1);
    for (const line of lines) {
      expect(line).not.toContain("c4nary");
      expect(line).toContain("[redacted]");
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });
});
