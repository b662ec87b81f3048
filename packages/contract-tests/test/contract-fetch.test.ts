import { createConnectClient, toFormData } from "@usage-billing/connect-client";
import { createRebillyClient } from "@usage-billing/rebilly-client";
import { describe, expect, it } from "vitest";
import { contractDocuments } from "../src/contract-document.ts";
import { contractFetch } from "../src/contract-fetch.ts";

const usage = { id: "u", subscriptionId: "s", quantity: 1.5, usageTime: "2026-10-31T23:00:00Z" };

/** A client of a server that always gives the same answer, held to the document. */
async function hold(answer: () => Response) {
  const contract = await contractFetch(contractDocuments.rebilly, {
    forward: async () => answer(),
  });
  const client = createRebillyClient({
    organizationId: "org_1",
    apiKey: "sk_1",
    fetch: contract.fetch,
  });
  return { client, contract };
}

describe("contractFetch", () => {
  it("finds nothing in a good exchange and passes the answer on", async () => {
    const { client, contract } = await hold(() => Response.json(usage, { status: 201 }));
    const { data } = await client.POST("/usages", {
      body: { subscriptionId: "s", quantity: 1.5 },
    });
    expect(data).toEqual(usage);
    expect(contract.violations).toEqual([]);
    expect([...contract.called]).toEqual(["createUsage"]);
  });

  it("finds what is wrong with a body, a query and an address", async () => {
    const { client, contract } = await hold(() => Response.json(usage, { status: 201 }));
    await client.POST("/usages", { body: { subscriptionId: "s", quantity: 0 } });
    expect(contract.violations).toEqual([
      {
        exchange: "POST /usages",
        side: "request",
        where: "body.quantity",
        message: "Request body property quantity must be >= 0.001",
      },
    ]);
  });

  it("finds a query parameter that the document does not declare", async () => {
    const { client, contract } = await hold(() => Response.json([usage]));
    const query = { limit: 5, expand: "invoice" };
    await client.GET("/usages", { params: { query } });
    expect(contract.violations).toEqual([
      {
        exchange: "GET /usages",
        side: "request",
        where: "query.expand",
        message: "is not declared",
      },
    ]);
  });

  it("finds missing credentials and a path that does not exist", async () => {
    const contract = await contractFetch(contractDocuments.rebilly, {
      forward: async () => Response.json([]),
    });
    const organization = "https://api.rebilly.com/organizations/org_1";
    await contract.fetch(new Request(`${organization}/usages`));
    await contract.fetch(new Request(`${organization}/usage`));
    expect(contract.violations.map(({ exchange, side }) => [exchange, side])).toEqual([
      ["GET /usages", "request"],
      ["GET /usage", "request"],
    ]);
  });

  it("finds an answer that breaks its schema, broken JSON and an undeclared status", async () => {
    const answers = [
      Response.json({ ...usage, quantity: "1.5" }),
      new Response("{", { headers: { "content-type": "application/json" } }),
      Response.json({ title: "I'm a teapot" }, { status: 418 }),
    ];
    const { client, contract } = await hold(() => answers.shift() ?? Response.error());
    const params = { path: { id: "u" } };
    await client.GET("/usages/{id}", { params });
    await expect(client.GET("/usages/{id}", { params })).rejects.toThrow(SyntaxError);
    await client.GET("/usages/{id}", { params });
    expect(contract.violations.map(({ side, where }) => `${side} ${where}`)).toEqual([
      "response body.quantity",
      "response body",
      "response ",
    ]);
  });

  it("passes files on byte for byte, both ways", async () => {
    const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const sent: Request[] = [];
    const contract = await contractFetch(contractDocuments.connect, {
      async forward(request) {
        sent.push(request);
        return new Response(bytes, { headers: { "content-type": type } });
      },
    });
    const client = createConnectClient({ apiKey: "SU-1:token", fetch: contract.fetch });
    const params = { path: { id: "UF-1" } };
    await client.GET("/usage/files/{id}", { params, parseAs: "arrayBuffer" });
    const { data } = await client.GET("/usage/chunks/{id}/download", {
      params: { path: { id: "UFC-1" } },
      parseAs: "arrayBuffer",
    });
    expect(new Uint8Array(data as unknown as ArrayBuffer)).toEqual(bytes);
    await client.POST("/usage/files/{id}/upload", {
      params,
      body: { usage_file: new File([bytes], "usage.xlsx", { type }) },
      bodySerializer: toFormData,
      parseAs: "arrayBuffer",
    });
    const part = (await sent[2]?.formData())?.get("usage_file");
    expect(new Uint8Array(await (part as File).arrayBuffer())).toEqual(bytes);
    // A workbook is no answer to reading a file, nor to an upload.
    expect(contract.violations.map(({ exchange, side }) => `${side} of ${exchange}`)).toEqual([
      "response of GET /usage/files/UF-1",
      "response of POST /usage/files/UF-1/upload",
    ]);
  });

  it("lets signed links pass without judging them", async () => {
    const contract = await contractFetch(contractDocuments.connect, {
      forward: async () => new Response("x"),
    });
    await contract.fetch(new Request("https://storage.test/workbook.xlsx?signature=1"));
    expect(contract.violations).toEqual([]);
    expect(contract.outside).toEqual(["/workbook.xlsx"]);
  });
});
