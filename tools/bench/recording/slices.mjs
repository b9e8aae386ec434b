import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { io } from 'socket.io-client';
import { makeRoom } from '../product.mjs';

const publications = {
  microphone: false,
  camera: false,
  screen_share: false,
  screen_share_audio: false,
};

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A recording begun in a meeting of its own, as a page begins it: where its slices go, and `leave`. */
export async function openRecording(url) {
  const { cookie, link } = await makeRoom(url);
  const reply = await fetch(`${url}/api/rooms/${link.split('/').at(-1)}/admissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ name: 'Recorder' }),
  });
  const seat = await reply.json();
  const options = { transports: ['websocket'], forceNew: true };
  const socket = io(url, { auth: { seatToken: seat.token }, ...options });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  await socket.emitWithAck('meetings:enter', { pageId: randomUUID(), publications });
  const answer = await socket.emitWithAck('recordings:start-recording', {});
  if (!answer.ok) throw new Error(`No recording: ${JSON.stringify(answer.error)}`);
  const { recordingId: id, ticket } = answer.data;
  return { id, ticket, cookie, url: `${url}/api/recordings/${id}`, leave: () => socket.close() };
}

/** Sends slices one after another over one connection, as a recorder does. */
export class SliceSender {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #next = 0;

  constructor(url, ticket = '') {
    this.url = url;
    this.ticket = ticket;
  }

  /** Resolves when the slice is acknowledged. Rejects where it is refused. */
  async send(bytes, hash = sha256(bytes)) {
    const answer = await this.#ask('PUT', `/slices/${this.#next}`, bytes, {
      'content-type': 'application/octet-stream',
      'x-parley-sha256': hash,
    });
    this.#next += 1;
    return answer;
  }

  finish() {
    const body = Buffer.from(JSON.stringify({ sliceCount: this.#next }));
    return this.#ask('POST', '/finish', body, { 'content-type': 'application/json' });
  }

  /** What the server has for safe. */
  receipt() {
    return this.#ask('GET', '/slices', Buffer.alloc(0), {});
  }

  close() {
    this.#agent.destroy();
  }

  #ask(method, path, body, headers) {
    return new Promise((resolve, reject) => {
      const asking = request(`${this.url}${path}`, {
        method,
        agent: this.#agent,
        headers: {
          ...headers,
          origin: new URL(this.url).origin,
          authorization: `Bearer ${this.ticket}`,
          'content-length': body.length,
        },
      });
      asking.once('error', reject);
      asking.once('response', async (response) => {
        const text = Buffer.concat(await response.toArray()).toString();
        if (response.statusCode >= 300) reject(new Error(`${response.statusCode} ${text}`));
        else resolve(JSON.parse(text));
      });
      asking.end(body);
    });
  }
}
