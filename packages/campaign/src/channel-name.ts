/** The channels, by the names of their twins, which are the ids of the channels as well. */
export const CHANNELS = ["connect", "rebilly", "twocheckout"] as const;

/** A channel of the campaign. */
export type ChannelName = (typeof CHANNELS)[number];
