// A process of its own: answers Rebilly's and Connect's calls with fixed bodies, as fast as it can.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectPath, usage, usageFile } from "./samples.ts";

const usageBody = Buffer.from(JSON.stringify(usage));
const usageFileBody = Buffer.from(JSON.stringify(usageFile));

const server = createServer((request, response) => {
  const body = request.url?.startsWith(connectPath) ? usageFileBody : usageBody;
  request.resume().once("end", () => {
    const status = request.method === "POST" ? 201 : 200;
    const headers = { "content-type": "application/json", "content-length": body.length };
    response.writeHead(status, headers).end(body);
  });
});
// Longer than the pauses between a contender's turns: no connection closes under a request.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once("disconnect", () => process.exit());
