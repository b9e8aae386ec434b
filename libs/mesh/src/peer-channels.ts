export interface PeerChannelListeners {
  controlOpened(): void;
  controlMessage(data: unknown): void;
  /** The other side closed its RTCPeerConnection: a data channel that was negotiated by id closes for no other reason. */
  controlClosed(): void;
  filesOpened(channel: RTCDataChannel): void;
  filesClosed(channel: RTCDataChannel): void;
}

const controlId = 0;
const filesId = 1;

export interface ChannelPair {
  readonly control: RTCDataChannel;
  readonly files: RTCDataChannel;
}

/** Both channels, negotiated by id so that they cost no round trip. */
export function createChannels(connection: RTCPeerConnection): ChannelPair {
  const control = connection.createDataChannel('control', { negotiated: true, id: controlId });
  const files = connection.createDataChannel('files', { negotiated: true, id: filesId });
  files.binaryType = 'arraybuffer';
  return { control, files };
}

/** Listens to the two data channels of one connection. Lifetime: until close(). */
export class PeerChannels {
  readonly control: RTCDataChannel;
  readonly files: RTCDataChannel;
  readonly #listeners: PeerChannelListeners;
  readonly #listening = new AbortController();
  #isFilesOpen = false;

  constructor({ control, files }: ChannelPair, listeners: PeerChannelListeners) {
    this.#listeners = listeners;
    this.control = control;
    this.files = files;
    this.#listen();
  }

  /** Sends a control message if the channel is open; whoever opens it later is told the whole state then. */
  sendControl(message: string): void {
    if (this.control.readyState === 'open') this.control.send(message);
  }

  close(): void {
    this.#listening.abort();
    this.#filesGone();
  }

  #listen(): void {
    const { signal } = this.#listening;
    const { control, files } = this;
    control.addEventListener('open', () => this.#listeners.controlOpened(), { signal });
    control.addEventListener('close', () => this.#listeners.controlClosed(), { signal });
    control.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => this.#listeners.controlMessage(event.data),
      { signal },
    );
    files.addEventListener(
      'open',
      () => {
        this.#isFilesOpen = true;
        this.#listeners.filesOpened(files);
      },
      { signal },
    );
    files.addEventListener('close', () => this.#filesGone(), { signal });
  }

  #filesGone(): void {
    if (!this.#isFilesOpen) return;
    this.#isFilesOpen = false;
    this.#listeners.filesClosed(this.files);
  }
}
