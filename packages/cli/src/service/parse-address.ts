import { InvalidArgumentError } from "commander";

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads the address that a server is to listen at.
 *
 * @param text - `HOST:PORT`, with square brackets around an IPv6 host; port 0 stands for any free one.
 * @returns The address.
 * @throws InvalidArgumentError When the text is something else.
 */
export function parseAddress(text: string): Address {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new InvalidArgumentError("An address is HOST:PORT, such as 127.0.0.1:9464.");
}
