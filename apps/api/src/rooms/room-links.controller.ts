import { Controller } from '@nestjs/common';
import { type Invitation, type NewInvitation, routes } from '@parley/contract';
import { TryLimiter } from '../auth/try-limiter';
import { Settings } from '../config/settings';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { momentOf } from './room.mapper';
import type { RoomInvitationEntity } from './room-invitation.entity';
import { RoomInvitations } from './room-invitations';
import { RoomsService } from './rooms.service';
import { RunningMeetings } from './running-meetings';

/** The invitation links of a person's own rooms. */
@Controller()
export class RoomLinksController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly invitations: RoomInvitations,
    private readonly settings: Settings,
    private readonly tries: TryLimiter,
    private readonly meetings: RunningMeetings,
  ) {}

  @ContractRoute(routes.listRoomInvitations)
  async list(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.listRoomInvitations>,
  ): Promise<Invitation[]> {
    const room = await this.rooms.findOwn(account.id, params.roomId);
    return (await this.invitations.listOf(room.id)).map(replyOf);
  }

  @ContractRoute(routes.makeRoomInvitation)
  async make(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.makeRoomInvitation>,
  ): Promise<NewInvitation> {
    const { id } = await this.rooms.findOwn(account.id, params.roomId);
    await this.tries.consume({ kind: 'make-invitation-account', key: account.id });
    const { invitation, secret } = await this.invitations.make(id, account.id, body);
    const link = `${this.settings.publicUrl}/r/${id}#i=${secret}`;
    return { ...replyOf(invitation), secret, link };
  }

  @ContractRoute(routes.revokeRoomInvitation)
  async revoke(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, query }: ParsedOf<typeof routes.revokeRoomInvitation>,
  ): Promise<Invitation> {
    const { id } = await this.rooms.findOwn(account.id, params.roomId);
    const { invitationId } = params;
    const invitation = await this.invitations.revoke(id, { accountId: account.id }, invitationId);
    if (query.remove) await this.meetings.removeInvited(id, invitationId);
    return replyOf(invitation);
  }
}

function replyOf(invitation: RoomInvitationEntity): Invitation {
  const { id, label, maxUses, useCount } = invitation;
  return {
    ...{ id, label, maxUses, useCount },
    createdAt: new Date(invitation.createdAtMs).toISOString(),
    expiresAt: momentOf(invitation.expiresAtMs),
    revokedAt: momentOf(invitation.revokedAtMs),
  };
}
