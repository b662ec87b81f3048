import { expect, it } from "vitest";
import { hideSecrets } from "./hide-secrets.ts";

it("hides credentials and keeps the word that names their kind", () => {
  expect(
    hideSecrets({
      Authorization: "ApiKey SU-1:token",
      "reb-apikey": "sk_1",
      "x-avangate-authentication": 'code="A" hash="f00"',
      accept: "application/json",
    }),
  ).toEqual({
    Authorization: "ApiKey hidden",
    "reb-apikey": "hidden",
    "x-avangate-authentication": "hidden",
    accept: "application/json",
  });
});

it("leaves an empty credential empty, which is a finding", () => {
  expect(hideSecrets({ "reb-apikey": "" })).toEqual({ "reb-apikey": "" });
});
