/** Two connections of one page, joined to each other, with the ends of one pre-negotiated `files` channel. */
export interface Loopback {
  readonly left: RTCDataChannel;
  readonly right: RTCDataChannel;
  /** Cuts both at once, as a lost network would. */
  close(): void;
}

/** Joins two real peer connections by function call and waits until both ends are open. */
export async function openLoopback(): Promise<Loopback> {
  const [leftPeer, rightPeer] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const open = (peer: RTCPeerConnection) =>
    peer.createDataChannel('files', { negotiated: true, id: 1 });
  const [left, right] = [open(leftPeer), open(rightPeer)];
  leftPeer.onicecandidate = ({ candidate }) =>
    void (candidate && rightPeer.addIceCandidate(candidate));
  rightPeer.onicecandidate = ({ candidate }) =>
    void (candidate && leftPeer.addIceCandidate(candidate));
  await leftPeer.setLocalDescription();
  await rightPeer.setRemoteDescription(leftPeer.localDescription ?? { type: 'offer' });
  await rightPeer.setLocalDescription();
  await leftPeer.setRemoteDescription(rightPeer.localDescription ?? { type: 'answer' });
  await Promise.all([opened(left), opened(right)]);
  return {
    left,
    right,
    close: () => {
      leftPeer.close();
      rightPeer.close();
    },
  };
}

function opened(channel: RTCDataChannel): Promise<void> {
  if (channel.readyState === 'open') return Promise.resolve();
  return new Promise((resolve) =>
    channel.addEventListener('open', () => resolve(), { once: true }),
  );
}
