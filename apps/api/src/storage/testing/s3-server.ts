import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';

const bucket = 'recordings';
/** The one pair that s3rver knows. */
const key = 'S3RVER';
const leastPartBytes = 5 * 1024 ** 2;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
/** What happens to a request before the server sees it; true: nothing more. */
type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * A real S3 server (s3rver) with one bucket, to be taken away and brought back. In front of it stands what it lacks of
 * S3 and the store needs: nothing is given without a signature, multipart uploads can be listed and aborted, and parts
 * have a least size.
 */
export class S3Server {
  /** Every request so far, as `METHOD address`. */
  readonly requests: IncomingMessage[] = [];
  /** Falls over each request first. */
  fault: Fault = () => false;
  private server: Server | null = null;
  private port = 0;

  private constructor(
    private readonly folder: string,
    private readonly objects: S3rver,
    /** Signs a bucket's own path without its slash, unlike S3, so signatures of listings cannot be held to it. */
    private readonly listings: S3rver,
  ) {}

  static async start(): Promise<S3Server> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-s3-'));
    const own = { directory: folder, configureBuckets: [{ name: bucket }] };
    const options = { silent: true, vhostBuckets: false, ...own };
    const objects = new S3rver(options);
    await objects.configureBuckets();
    const server = new S3Server(
      folder,
      objects,
      new S3rver({ ...options, allowMismatchedSignatures: true }),
    );
    await server.up();
    return server;
  }

  /** The settings with which Parley finds it. */
  get settings() {
    return {
      S3_ENDPOINT: `http://127.0.0.1:${this.port}`,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: key,
      S3_SECRET_ACCESS_KEY: key,
      S3_PREFIX: 'parley/recordings',
    };
  }

  /** Listens, on the same port as before. */
  async up(): Promise<void> {
    const [objects, listings] = [this.objects.callback(), this.listings.callback()];
    const serve: Answer = (request, response) =>
      (isListing(request) ? listings : objects)(request, response);
    this.server = createServer((request, response) => {
      this.requests.push(request);
      if (!this.fault(request, response)) void this.answer(request, response, serve);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Cuts every connection and takes no new one. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  async remove(): Promise<void> {
    await this.down();
    for (const { logger } of [this.objects, this.listings]) logger.exceptions.unhandle();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Names of everything that is kept, with their prefix. */
  async files(): Promise<readonly string[]> {
    const ending = '._S3rver_object';
    const names = await readdir(join(this.folder, bucket), { recursive: true });
    return names
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length));
  }

  /** Uploads that were begun and neither completed nor aborted. */
  async openUploads(): Promise<readonly string[]> {
    return existsSync(this.uploads) ? readdir(this.uploads) : [];
  }

  private get uploads(): string {
    return join(this.folder, bucket, '._S3rver_uploads');
  }

  private async answer(request: IncomingMessage, response: ServerResponse, serve: Answer) {
    if (request.headers.authorization === undefined)
      return reply(response, 403, '<Error><Code>AccessDenied</Code></Error>');
    const { searchParams } = new URL(request.url ?? '/', 'http://s3');
    const uploadId = searchParams.get('uploadId');
    const action = `${request.method} ${[...searchParams.keys()].filter((name) => name !== 'x-id').join(' ')}`;
    if (request.method === 'GET' && searchParams.has('uploads'))
      return this.listUploads(response, searchParams.get('prefix') ?? '');
    if (request.method === 'DELETE' && uploadId !== null)
      return this.abortUpload(response, uploadId);
    if (action === 'POST uploadId' && uploadId !== null && (await this.hasSmallPart(uploadId)))
      return reply(response, 400, '<Error><Code>EntityTooSmall</Code></Error>');
    serve(request, response);
  }

  private async listUploads(response: ServerResponse, prefix: string) {
    const found: string[] = [];
    for (const id of await this.openUploads()) {
      const name = await readFile(join(this.uploads, id, 'key'), 'utf8');
      if (name.startsWith(prefix))
        found.push(`<Upload><Key>${name}</Key><UploadId>${id}</UploadId></Upload>`);
    }
    const root = 'ListMultipartUploadsResult';
    reply(response, 200, `<${root}><Bucket>${bucket}</Bucket>${found.join('')}</${root}>`);
  }

  private async abortUpload(response: ServerResponse, id: string) {
    if (!(await this.openUploads()).includes(id))
      return reply(response, 404, '<Error><Code>NoSuchUpload</Code></Error>');
    await rm(join(this.uploads, id), { recursive: true });
    response.writeHead(204).end();
  }

  private async hasSmallPart(id: string): Promise<boolean> {
    const names = await readdir(join(this.uploads, id));
    const parts = names.filter((name) => /^\d+$/.test(name)).map(Number);
    const last = Math.max(...parts);
    const sizes = parts
      .filter((part) => part !== last)
      .map(async (part) => (await stat(join(this.uploads, id, String(part)))).size);
    return (await Promise.all(sizes)).some((sizeBytes) => sizeBytes < leastPartBytes);
  }
}

const isListing = (request: IncomingMessage) =>
  /^\/[^/]+\/$/.test(new URL(request.url ?? '/', 'http://s3').pathname);

function reply(response: ServerResponse, status: number, xml: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}
