/** Secrets that are planted in configurations. Made up, and found nowhere else. */
export const CANARIES = {
  connectToken: "ApiKey SU-777-888-999:canary0connect5b1f9a7c3e",
  rebillyKey: "sk_canary0rebilly7d2e8b4f6a",
  twoCheckoutKey: "canary0twocheckout!9c4d1e7b3f",
  postgresPassword: "canary0postgres4a8b2c6d9e",
} as const;
