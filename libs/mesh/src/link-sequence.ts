/**
 * A link between two pages may have to start anew with fresh RTCPeerConnections. Both sides then raise the generation, and
 * it is part of every sequence number, so that a signal of an older life can never be taken for one of the present life.
 * The numbers still only count up, starting from 1. A million signals for one connection is more than rate limits let through.
 */
const generationStride = 1_000_000;

export interface LinkPosition {
  /** 0 for the first pair of RTCPeerConnections between two pages. */
  readonly generation: number;
  /** Counts up from 1 in each generation. */
  readonly number: number;
}

/** The sequence number that stands for a position. */
export function sequenceOf({ generation, number }: LinkPosition): number {
  return generation * generationStride + number;
}

/** The position that a sequence number stands for. */
export function positionOf(sequence: number): LinkPosition {
  return {
    generation: Math.floor(sequence / generationStride),
    number: sequence % generationStride,
  };
}
