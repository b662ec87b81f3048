import type { TestProject } from "vitest/node";
import { type PostgresServer, startPostgres } from "../testing/start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The port and the superuser's password of the server that all test files share. */
    server: { port: number; password: string };
  }
}

let server: PostgresServer | undefined;

/**
 * Starts one server for all test files.
 *
 * @param project - Where the tests find it.
 */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres();
  project.provide("server", { port: server.port, password: server.password });
}

/** Ends it. */
export async function teardown(): Promise<void> {
  await server?.stop();
}
