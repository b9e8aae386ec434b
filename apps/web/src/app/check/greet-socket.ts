/**
 * Opens a WebSocket to the server's Socket.IO and waits for its first word, the Engine.IO handshake. No seat is asked for:
 * the server lets go of it by itself, and so do we.
 */
export function greetSocket(
  window: Window & typeof globalThis,
  signal: AbortSignal,
): Promise<void> {
  const address = new URL('/socket.io/?EIO=4&transport=websocket', window.location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new window.WebSocket(address);
  signal.addEventListener('abort', () => socket.close(), { once: true });
  return new Promise((resolve, reject) => {
    socket.onmessage = ({ data }) => {
      // Type 0, `open` (Engine.IO protocol 4).
      if (typeof data === 'string' && data.startsWith('0')) resolve();
      else reject(new Error('the WebSocket is answered by something else than Parley'));
    };
    socket.onclose = ({ code }) => reject(new Error(`the WebSocket was closed with ${code}`));
  });
}
