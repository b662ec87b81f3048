import { resolve } from "node:path";
import { operations as connect } from "@usage-billing/connect-client";
import { operations as rebilly } from "@usage-billing/rebilly-client";
import { operations as twocheckout } from "@usage-billing/twocheckout-client";

/** What the suite reads of an operation in a client's table. */
export interface DeclaredOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly responses: { readonly [status: string]: readonly string[] };
}

/** An OpenAPI document to hold traffic to. */
export interface ContractDocument {
  /** Absolute path of the document. */
  readonly file: string;
  /** What stands before the document's paths in a URL. */
  readonly serverPath: RegExp;
  /** The table of the client that was generated from the document. */
  readonly operations: { readonly [id: string]: DeclaredOperation };
}

function specFile(name: string): string {
  return resolve(import.meta.dirname, "../../../specs", name);
}

/** The documents of `specs/` by API. */
export const contractDocuments: Readonly<
  Record<"connect" | "rebilly" | "twocheckout", ContractDocument>
> = {
  connect: {
    file: specFile("connect-openapi30.yml"),
    serverPath: /^\/public\/v1(?=\/)/,
    operations: connect,
  },
  rebilly: {
    file: specFile("rebilly.yml"),
    serverPath: /^\/organizations\/[^/]+(?=\/)/,
    operations: rebilly,
  },
  twocheckout: {
    file: specFile("twocheckout.yml"),
    serverPath: /^\/rest\/6\.0(?=\/)/,
    operations: twocheckout,
  },
};
