/** The server as a place for sealed pieces; HTTP in the browser, memory in tests. */
export interface RelayPort {
  /**
   * Puts the next piece of an own share there. Rejects with TransferError `relay-refused` where the server said no for
   * good; with anything else where another try may succeed.
   */
  put(
    shareId: string,
    index: number,
    sealed: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ): Promise<void>;
  /** A piece that is there. Rejects as `put` does. */
  get(shareId: string, index: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/** What a page knows of the server's help. */
export interface FileRelay {
  readonly port: RelayPort;
  /** The largest file that it passes on. */
  readonly offersBytes: number;
}
