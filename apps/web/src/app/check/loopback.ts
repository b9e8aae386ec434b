/** Makes an RTCPeerConnection; throws where WebRTC is missing or forbidden. */
export type CreateConnection = (configuration: RTCConfiguration) => RTCPeerConnection;

/** What goes round; what comes back is compared with it. */
const probe = 'parley check';

/**
 * Connects two RTCPeerConnections of this page and sends a message there and back over a data channel; resolves with the
 * round trip in milliseconds. Lifetime: until then, or until the signal aborts; both connections are closed in every case.
 */
export async function loopback(
  create: CreateConnection,
  configuration: RTCConfiguration,
  now: () => number,
  signal: AbortSignal,
): Promise<number> {
  const [near, far] = [create(configuration), create(configuration)];
  const close = () => {
    near.close();
    far.close();
  };
  signal.addEventListener('abort', close, { once: true });
  try {
    const answer = echoed(near, far, now);
    await Promise.all([answer, connect(near, far)]);
    return await answer;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** Never settles where no path is found: the caller limits the time. */
function echoed(
  near: RTCPeerConnection,
  far: RTCPeerConnection,
  now: () => number,
): Promise<number> {
  const agreed = { negotiated: true, id: 0 };
  const [out, back] = [
    near.createDataChannel('check', agreed),
    far.createDataChannel('check', agreed),
  ];
  back.onmessage = ({ data }) => back.send(data as string);
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    out.onopen = () => {
      sentAt = now();
      out.send(probe);
    };
    out.onmessage = ({ data }) => {
      if (data === probe) resolve(now() - sentAt);
      else reject(new Error('the data channel gave back something else than it was given'));
    };
  });
}

async function connect(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  const pass = (to: RTCPeerConnection) => (event: RTCPeerConnectionIceEvent) => {
    // A candidate that one side cannot read is one path less, not the end of all paths.
    if (event.candidate)
      to.addIceCandidate(event.candidate).catch((error: unknown) =>
        console.warn('check candidate', error),
      );
  };
  near.onicecandidate = pass(far);
  far.onicecandidate = pass(near);
  await near.setLocalDescription();
  await far.setRemoteDescription(descriptionOf(near));
  await far.setLocalDescription();
  await near.setRemoteDescription(descriptionOf(far));
}

function descriptionOf({ localDescription }: RTCPeerConnection): RTCSessionDescription {
  if (!localDescription) throw new Error('no local description after setLocalDescription');
  return localDescription;
}
