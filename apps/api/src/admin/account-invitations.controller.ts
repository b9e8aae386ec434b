import { Controller } from '@nestjs/common';
import { type AccountInvitation, type MadeAccountInvitation, routes } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import type { AccountInvitationEntity } from '../auth/account-invitation.entity';
import { AccountInvitations } from '../auth/account-invitations';
import { TryLimiter } from '../auth/try-limiter';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { Mailer } from '../mail/mailer';
import { invitationMail } from './invitation-mail';

const usualDays = 7;

/** Invitations to make an account, for administrators. */
@Controller()
export class AccountInvitationsController {
  constructor(
    private readonly invitations: AccountInvitations,
    private readonly mailer: Mailer,
    private readonly tries: TryLimiter,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(AccountInvitationsController.name);
  }

  @ContractRoute(routes.listAccountInvitations)
  async list(@Parsed() { query }: ParsedOf<typeof routes.listAccountInvitations>) {
    const [invitations, total] = await this.invitations.list(query);
    return { items: invitations.map(replyOf), total, ...query };
  }

  @ContractRoute(routes.inviteAccount)
  async invite(
    @CurrentAccount() administrator: AccountRecord,
    @Parsed() { body }: ParsedOf<typeof routes.inviteAccount>,
  ): Promise<MadeAccountInvitation> {
    const { email = null, isAdministrator = false, validDays = usualDays, sendsMail } = body;
    await this.tries.consume({ kind: 'invite-account', key: administrator.id });
    const wanted = { email, isAdministrator, validDays };
    const { invitation, link } = await this.invitations.make(wanted, administrator);
    const wasMailed = sendsMail === true && email !== null && (await this.mail(email, link));
    return { invitation: replyOf(invitation), link, wasMailed };
  }

  @ContractRoute(routes.revokeAccountInvitation)
  async revoke(
    @CurrentAccount() administrator: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.revokeAccountInvitation>,
  ): Promise<void> {
    await this.invitations.revoke(params.invitationId, administrator);
  }

  /** False where it did not go: the administrator has the link, too, and is told. */
  private async mail(email: string, link: string): Promise<boolean> {
    if (!this.mailer.canSend) return false;
    try {
      await this.mailer.send(invitationMail(email, link));
      return true;
    } catch (error) {
      this.logger.error({ err: error }, 'invitation not mailed');
      return false;
    }
  }
}

function replyOf(invitation: AccountInvitationEntity): AccountInvitation {
  const { id, email, isAdministrator, createdByName, usedByName } = invitation;
  return {
    id,
    email,
    isAdministrator,
    createdAt: new Date(invitation.createdAtMs).toISOString(),
    expiresAt: new Date(invitation.expiresAtMs).toISOString(),
    state: stateOf(invitation),
    createdBy: createdByName,
    usedBy: usedByName,
  };
}

function stateOf(invitation: AccountInvitationEntity): AccountInvitation['state'] {
  if (invitation.usedAtMs !== null) return 'used';
  if (invitation.revokedAtMs !== null) return 'revoked';
  return invitation.expiresAtMs <= Date.now() ? 'expired' : 'open';
}
