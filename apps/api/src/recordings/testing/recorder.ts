import { createHash } from 'node:crypto';
import { sliceHashHeader } from '@parley/contract';
import type { Agent, Reply } from '../../testing/agent';

type Headers = Readonly<Record<string, string | undefined>>;

/** What the recorder's browser does with its ticket. */
export class Recorder {
  constructor(
    private readonly agent: () => Agent,
    readonly id: string,
    readonly ticket: string,
  ) {}

  path(rest = ''): string {
    return `/api/recordings/${this.id}${rest}`;
  }

  /** Overrides are for sending it wrong. */
  put(index: number | string, slice: Uint8Array, headers: Headers = {}): Promise<Reply> {
    return this.agent().put(this.path(`/slices/${index}`), Buffer.from(slice), {
      headers: {
        authorization: `Bearer ${this.ticket}`,
        'content-type': 'application/octet-stream',
        [sliceHashHeader]: createHash('sha256').update(slice).digest('hex'),
        ...headers,
      },
    });
  }

  async putAll(slices: readonly Uint8Array[], from = 0): Promise<void> {
    for (const [offset, slice] of slices.entries()) {
      const reply = await this.put(from + offset, slice);
      if (reply.status !== 200) throw new Error(`slice refused: ${reply.text}`);
    }
  }

  receipt(headers: Headers = {}): Promise<Reply> {
    return this.agent().get(this.path('/slices'), { headers: this.withTicket(headers) });
  }

  putThumbnail(picture: Uint8Array, headers: Headers = {}): Promise<Reply> {
    return this.agent().put(this.path('/thumbnail'), Buffer.from(picture), {
      headers: this.withTicket({ 'content-type': 'image/jpeg', ...headers }),
    });
  }

  putPauses(pauses: readonly { fromMs: number; toMs: number }[]): Promise<Reply> {
    const body = Buffer.from(JSON.stringify({ pauses }));
    return this.agent().put(this.path('/pauses'), body, {
      headers: this.withTicket({ 'content-type': 'application/json' }),
    });
  }

  finish(sliceCount: number, headers: Headers = {}): Promise<Reply> {
    return this.agent().post(
      this.path('/finish'),
      { sliceCount },
      { headers: this.withTicket(headers) },
    );
  }

  private withTicket(headers: Headers): Headers {
    return { authorization: `Bearer ${this.ticket}`, ...headers };
  }
}
