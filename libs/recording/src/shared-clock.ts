/** A clock that the devices of a meeting share: milliseconds since the epoch, with decimals. */
export interface SharedClock {
  nowMs(): number;
}
