import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body as they came over the wire, with soft line breaks undone. */
  readonly text: string;
}

/** A real SMTP server on a free port, that keeps what it gets. */
export class TestMailServer {
  readonly mails: ReceivedMail[] = [];
  private readonly watchers = new Set<() => void>();

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async start(): Promise<TestMailServer> {
    const received = { take: (_mail: ReceivedMail): void => undefined };
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          received.take({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            text: Buffer.concat(pieces)
              .toString()
              .replaceAll('=\r\n', '')
              .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              ),
          });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    const mailServer = new TestMailServer(server, `smtp://127.0.0.1:${port}`);
    received.take = (mail) => {
      mailServer.mails.push(mail);
      for (const watcher of mailServer.watchers) watcher();
    };
    return mailServer;
  }

  /** Resolves with the mails once there are this many. */
  async until(count: number): Promise<readonly ReceivedMail[]> {
    await new Promise<void>((resolve) => {
      const watch = (): void => {
        if (this.mails.length < count) return;
        this.watchers.delete(watch);
        resolve();
      };
      this.watchers.add(watch);
      watch();
    });
    return this.mails;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
