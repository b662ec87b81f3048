const text = { type: "string", minLength: 1 };
const flag = { type: "boolean" };
const count = { type: "integer", minimum: 0 };
const day = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const decimal = { type: "string", pattern: "^\\d+(\\.\\d+)?$" };
const listOf = (items: object): object => ({ type: "array", items });

/** An object with these members and no others; all are required but the named ones. */
function objectOf(properties: Record<string, object>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", additionalProperties: false, required, properties };
}

const item = objectOf({
  mpn: text,
  name: text,
  unit: text,
  precision: { enum: ["integer", "decimal(1)", "decimal(2)", "decimal(4)", "decimal(8)"] },
  type: { enum: ["ppu", "reservation"] },
});

const product = objectOf(
  {
    id: text,
    name: text,
    schema: { enum: ["QT", "CR", "PR", "TR"] },
    late: flag,
    future: flag,
    items: listOf(item),
  },
  ["name", "late", "future"],
);

const parameters = { type: "object", additionalProperties: { type: "string" } };

const connect = objectOf(
  {
    credentials: objectOf({ vendor: text, distributor: text }, ["distributor"]),
    open: flag,
    autoAccept: flag,
    products: listOf(product),
    contracts: listOf(objectOf({ id: text, name: text }, ["name"])),
    assets: listOf(
      objectOf({ id: text, product: text, contract: text, hub: text, parameters }, [
        "hub",
        "parameters",
      ]),
    ),
    processingTime: { type: "integer", minimum: 0, maximum: 600_000 },
    hubs: listOf(objectOf({ id: text, name: text, failures: count }, ["failures"])),
  },
  ["open", "autoAccept", "processingTime", "hubs"],
);

const rebilly = objectOf(
  {
    apiKeys: listOf(text),
    tokens: listOf(text),
    organizationId: text,
    rateLimit: { type: "integer", minimum: 1 },
    open: flag,
    subscriptions: listOf(
      objectOf({ id: text, strategy: { enum: ["sum", "last"] }, hardLimit: decimal }, [
        "strategy",
        "hardLimit",
      ]),
    ),
  },
  ["tokens", "rateLimit", "open"],
);

const twocheckout = objectOf(
  {
    merchantCode: text,
    secretKey: text,
    timeZone: text,
    open: flag,
    subscriptions: listOf(
      objectOf({ reference: text, optionCodes: listOf(text), start: day, expiration: day }),
    ),
  },
  ["open"],
);

const apis = { connect, rebilly, twocheckout };

/** The JSON Schema of a catalogue; an API may be left out. */
export const catalogueSchema: object = objectOf(apis, Object.keys(apis));
