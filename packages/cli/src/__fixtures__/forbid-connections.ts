// Loaded into a process before its program: every way out of it fails and leaves a trace.
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import net from "node:net";

function forbid(way: string): () => never {
  return () => {
    appendFileSync(process.env["CONNECTION_TRACE"] ?? "", `${way}\n`);
    throw new Error(`${way} is forbidden`);
  };
}

net.Socket.prototype.connect = forbid("net.Socket.connect");
dgram.Socket.prototype.bind = forbid("dgram.Socket.bind");
Object.assign(dns, { lookup: forbid("dns.lookup"), resolve: forbid("dns.resolve") });
