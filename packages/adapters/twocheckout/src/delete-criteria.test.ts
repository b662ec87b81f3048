import { describe, expect, it } from "vitest";
import { type DeleteCriteria, toDeleteCriteria, toDeleteRequest } from "./delete-criteria.ts";

describe("toDeleteCriteria", () => {
  it("names one usage", () => {
    expect(toDeleteCriteria("120010776516")).toEqual({ UsageReference: 120010776516 });
  });

  it.each(["", "0", "-1", "1.5", "7.0", "7e1", "7 ", " 1", "abc", "9007199254740993"])(
    "throws for %o",
    (reference) => {
      const make = () => toDeleteCriteria(reference);
      expect(make).toThrow(TypeError);
      expect(make).toThrow(`"${reference}" is no usage reference`);
    },
  );
});

describe("toDeleteRequest", () => {
  it.each([
    ["query", { UsageReference: 7 }, undefined],
    ["body", {}, '{"UsageReference":7}'],
    ["both", { UsageReference: 7 }, '{"UsageReference":7}'],
  ] as const)("writes criteria into %s", (carriage, query, body) => {
    const request = toDeleteRequest({ UsageReference: 7 }, carriage);
    expect(request.query).toEqual(query);
    expect(request.bodySerializer?.()).toBe(body);
    expect("body" in request).toBe(body !== undefined);
  });

  it.each(["query", "body", "both"] as const)("throws without criteria in %s", (carriage) => {
    // @ts-expect-error No criteria is no value of the type.
    const none: DeleteCriteria = {};
    expect(() => toDeleteRequest(none, carriage)).toThrow(TypeError);
  });
});
