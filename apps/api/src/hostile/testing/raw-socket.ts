/** A websocket below Socket.IO: what is sent goes out as it is. */
export class RawSocket {
  readonly received: string[] = [];
  readonly closed: Promise<void>;
  private wakers: (() => void)[] = [];

  private constructor(private readonly socket: WebSocket) {
    this.closed = new Promise((resolve) =>
      socket.addEventListener('close', () => {
        this.wake();
        resolve();
      }),
    );
    socket.addEventListener('message', ({ data }) => {
      this.received.push(String(data));
      this.wake();
    });
    // A close follows, and says more.
    socket.addEventListener('error', () => this.wake());
  }

  /** Resolves once the engine has greeted; nothing is joined yet. */
  static async open(url: string): Promise<RawSocket> {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new RawSocket(new WebSocket(address));
    await socket.next();
    return socket;
  }

  /** The same, with a seat. */
  static async seated(url: string, seatToken: string): Promise<RawSocket> {
    const socket = await RawSocket.open(url);
    socket.send(`40${JSON.stringify({ seatToken })}`);
    await socket.next();
    return socket;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(frame: string | Uint8Array): void {
    if (this.isOpen) this.socket.send(frame);
  }

  /** Resolves at the next message, or at the end. */
  async next(): Promise<void> {
    if (this.socket.readyState > WebSocket.OPEN) return;
    await new Promise<void>((resolve) => this.wakers.push(resolve));
  }

  close(): void {
    this.socket.close();
  }

  private wake(): void {
    const { wakers } = this;
    this.wakers = [];
    for (const waker of wakers) waker();
  }
}
