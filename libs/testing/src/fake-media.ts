/** A MediaStreamTrack that is only a name and a state. */
export class FakeTrack extends EventTarget {
  readyState: MediaStreamTrackState = 'live';
  contentHint = '';

  constructor(readonly kind: 'audio' | 'video') {
    super();
  }

  getSettings(): MediaTrackSettings {
    return {};
  }

  /** This fake, where product code wants the real thing. */
  get asReal(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

/** What a transceiver carries each way; every replaceTrack succeeds. */
export class FakeTransceiver {
  direction: RTCRtpTransceiverDirection = 'sendrecv';
  readonly receiver: { readonly track: FakeTrack };
  readonly sender;

  constructor(kind: 'audio' | 'video', track: FakeTrack | null) {
    this.receiver = { track: new FakeTrack(kind) };
    this.sender = {
      track,
      transport: null,
      setStreams: () => undefined,
      getParameters: () => ({ encodings: [] }),
      setParameters: () => Promise.resolve(),
      replaceTrack(wanted: FakeTrack | null) {
        this.track = wanted;
        return Promise.resolve();
      },
    };
  }
}

/** A data channel that opens, receives and closes when a test says so. */
export class FakeDataChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  binaryType: BinaryType = 'blob';
  readonly sent: unknown[] = [];

  constructor(readonly label: string) {
    super();
  }

  send(data: unknown): void {
    this.sent.push(data);
  }

  opens(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  receives(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  closes(): void {
    this.readyState = 'closed';
    this.dispatchEvent(new Event('close'));
  }
}
