import { Controller, Req, Res } from '@nestjs/common';
import { routes, type SharedRecording, type SharedTimeline } from '@parley/contract';
import type { Request, Response } from 'express';
import { secretInCookie, setSecretCookie } from '../../auth/cookies';
import { Refusal } from '../../errors/refusal';
import { addressBlock } from '../../http/client-address';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../../http/contract-route';
import type { AccountRecord } from '../../http/identity';
import { FileReplies, isFromTheStart } from '../file-replies';
import { formatsOf } from '../mp4/mp4-formats';
import { Mp4Files } from '../mp4/mp4-files';
import { thumbnailOf } from '../recording-files';
import { SharedRecordings, type Shared } from './shared-recordings';
import { SharedStreams } from './shared-streams';
import { TimelineService } from '../timeline/timeline.service';

/** What stands for the password of a link; its path is the link's own, so that each has another. */
const keyCookie = 'parley_shared';
/** Long enough for an evening, short enough for a borrowed computer. */
const keySeconds = 12 * 60 * 60;

/** Recordings for whoever has a link to them. */
@Controller()
export class SharedController {
  constructor(
    private readonly shared: SharedRecordings,
    private readonly streams: SharedStreams,
    private readonly replies: FileReplies,
    private readonly mp4: Mp4Files,
    private readonly timelines: TimelineService,
  ) {}

  @ContractRoute(routes.readSharedRecording)
  async read(
    @CurrentAccount() account: AccountRecord | null,
    @Parsed() { params }: ParsedOf<typeof routes.readSharedRecording>,
    @Req() request: Request,
  ): Promise<SharedRecording> {
    const found = await this.open(params.token, account, request);
    if (request.method === 'GET') await this.shared.countOpening(found);
    const { row, share } = found;
    return {
      title: row.title,
      roomName: row.roomName,
      startedAt: new Date(row.startedAtMs).toISOString(),
      durationMs: row.durationMs,
      hasThumbnail: row.hasThumbnail,
      allowsDownload: share.allowsDownload,
      formats: formatsOf(row),
    };
  }

  @ContractRoute(routes.unlockSharedRecording)
  async unlock(
    @CurrentAccount() account: AccountRecord | null,
    @Parsed() { params, body }: ParsedOf<typeof routes.unlockSharedRecording>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const guess = { password: body.password, address: addressBlock(request) };
    const key = await this.shared.unlock(params.token, account?.id ?? null, guess);
    const scope = { path: `/api/shared/${params.token}`, sameSite: 'strict' } as const;
    if (key !== null) setSecretCookie(response, keyCookie, key, keySeconds, scope);
  }

  @ContractRoute(routes.downloadSharedRecording)
  async download(
    @CurrentAccount() account: AccountRecord | null,
    @Parsed() { params, query }: ParsedOf<typeof routes.downloadSharedRecording>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.open(params.token, account, request);
    const { share, row } = found;
    const isDownload = query.download === '1';
    if (isDownload && !share.allowsDownload)
      throw Refusal.of('forbidden', 'This link is for playing only');
    await this.streams.during(share.id, response, async () => {
      const file = await this.mp4.fileOf(row, query.format, isDownload);
      if (isDownload && isFromTheStart(request))
        await this.shared.noteDownload(found, account?.id ?? null);
      await this.replies.send(request, response, file);
    });
  }

  @ContractRoute(routes.readSharedThumbnail)
  async thumbnail(
    @CurrentAccount() account: AccountRecord | null,
    @Parsed() { params }: ParsedOf<typeof routes.readSharedThumbnail>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { row } = await this.open(params.token, account, request);
    if (!row.hasThumbnail) throw Refusal.of('not-found', 'There is no picture');
    await this.replies.send(request, response, {
      name: thumbnailOf(row.id),
      contentType: 'image/jpeg',
      disposition: 'inline',
    });
  }

  @ContractRoute(routes.readSharedTimeline)
  async timeline(
    @CurrentAccount() account: AccountRecord | null,
    @Parsed() { params }: ParsedOf<typeof routes.readSharedTimeline>,
    @Req() request: Request,
  ): Promise<SharedTimeline> {
    const { row } = await this.open(params.token, account, request);
    const { chapters, chat } = await this.timelines.of(row);
    return { chapters, chat };
  }

  private open(token: string, account: AccountRecord | null, request: Request): Promise<Shared> {
    const key = secretInCookie(request.headers.cookie, keyCookie);
    return this.shared.open(token, { accountId: account?.id ?? null, key });
  }
}
