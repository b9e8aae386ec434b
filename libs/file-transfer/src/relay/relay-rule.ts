/** With fewer, passing on between peers takes no longer, and no server is needed for it. */
const leastReceivers = 6;
/** A smaller file is with everybody before the server has been told of it. */
const leastBytes = 1024 * 1024;

export interface RelayQuestion {
  /** How many take the file. */
  readonly receivers: number;
  readonly sizeBytes: number;
  /** The largest file that the server passes on; 0 where it passes on none. */
  readonly serverOffers: number;
}

/** Whether a sharer sends a file up once for the server to hand out, rather than between peers. Pure. */
export function usesServer({ receivers, sizeBytes, serverOffers }: RelayQuestion): boolean {
  return receivers >= leastReceivers && sizeBytes >= leastBytes && sizeBytes <= serverOffers;
}
