/** What a fake RTCPeerConnection finds when it gathers. */
export interface FakeFindings {
  readonly types: readonly RTCIceCandidateType[];
  readonly errorCodes: readonly number[];
}

/** Gathers what it is told, at once, and never connects. */
export class FakeConnection {
  isClosed = false;
  iceGatheringState: RTCIceGatheringState = 'new';
  localDescription = { type: 'offer', sdp: '' };
  onicecandidate: ((event: { candidate: { type: RTCIceCandidateType } | null }) => void) | null =
    null;
  onicecandidateerror: ((event: { errorCode: number }) => void) | null = null;
  onicegatheringstatechange: (() => void) | null = null;

  constructor(
    readonly configuration: RTCConfiguration,
    private readonly findings: FakeFindings,
  ) {}

  createDataChannel(): object {
    return {};
  }

  setLocalDescription(): Promise<void> {
    for (const errorCode of this.findings.errorCodes) this.onicecandidateerror?.({ errorCode });
    for (const type of this.findings.types) this.onicecandidate?.({ candidate: { type } });
    this.iceGatheringState = 'complete';
    this.onicegatheringstatechange?.();
    return Promise.resolve();
  }

  setRemoteDescription(): Promise<void> {
    return Promise.resolve();
  }

  addIceCandidate(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.isClosed = true;
  }
}

/** Connections that find for each server what the test says, and a list of all that were made. */
export function fakeConnections(findingsOf: (url: string) => FakeFindings) {
  const made: FakeConnection[] = [];
  const create = (configuration: RTCConfiguration) => {
    const url = [configuration.iceServers?.[0]?.urls ?? ''].flat().join(' ');
    const connection = new FakeConnection(configuration, findingsOf(url));
    made.push(connection);
    // Only what the checks use of a very wide interface.
    return connection as unknown as RTCPeerConnection;
  };
  return { made, create };
}
