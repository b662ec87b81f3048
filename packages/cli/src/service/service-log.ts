import { redactSecrets } from "@usage-billing/core";
import { type Logger, pino } from "pino";
import type { Environment } from "../configuration/credentials.ts";

const SECRET_VARIABLE =
  /^USAGE_BILLING_(?:LEDGER_URL|ALARM_WEBHOOK|.+_(?:API_KEY|TOKEN|SECRET_KEY))$/;
const SHORTEST_SECRET = 4;

/**
 * Lists the values that must never be logged or posted: credentials, the password of the ledger's database,
 * and the address that alarms are posted to, which may hold a key.
 *
 * @param environment - Where they stand.
 * @returns The values, also as they stand in JSON.
 */
export function listSecrets(environment: Environment): readonly string[] {
  return Object.entries(environment)
    .filter(([name]) => SECRET_VARIABLE.test(name))
    .flatMap(([, value = ""]) => [value.trim(), ...passwordsOf(value.trim())])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
}

/** A password that was not encoded may hold a "%" that begins nothing. */
function decode(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** A key as Connect writes it has a name and a secret part; a link has a password. */
function passwordsOf(value: string): readonly string[] {
  const password = /^[a-z]+:\/\/[^/@]*?:([^@]+)@/i.exec(value)?.[1];
  if (password !== undefined) return [password, decode(password)];
  const token = /^ApiKey\s+(\S+)$/i.exec(value)?.[1];
  return token === undefined ? [] : [token, token.split(":").at(-1) ?? ""];
}

/** How much a log says: lines of this level and graver ones. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Makes a log of JSON lines: level as a word, time as ISO 8601 in UTC. Credentials of the environment are
 * taken out of every line, whatever member they stand in.
 *
 * @param environment - Where credentials come from.
 * @param print - Takes each line, without its line break.
 * @param level - The least grave lines that are written; `info` by default.
 * @returns The log.
 */
export function createServiceLog(
  environment: Environment,
  print: (line: string) => void,
  level: LogLevel = "info",
): Logger {
  const secrets = listSecrets(environment);
  return pino(
    {
      base: null,
      level,
      messageKey: "message",
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line: string) => print(redactSecrets(line.trimEnd(), secrets)) },
  );
}
