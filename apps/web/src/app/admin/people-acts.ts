import { inject, Injectable } from '@angular/core';
import { type AdminAccount, type ChangeAccount, routes } from '@parley/contract';
import { firstValueFrom } from 'rxjs';
import { RestClient } from '../api/rest-client';
import { Dialogs } from '../shell/dialogs';
import { admin } from '../text/admin.en';
import { AdminActs } from './admin-acts';
import { InviteDialog, type InviteResult } from './invite-dialog';
import { LinkDialog, type LinkDialogData } from './link-dialog';

/** What administrators do about people, each with its question and its word afterwards. Each says whether it was done. */
@Injectable()
export class PeopleActs {
  private readonly rest = inject(RestClient);
  private readonly acts = inject(AdminActs);
  private readonly dialogs = inject(Dialogs);

  async invite(): Promise<boolean> {
    const dialog = this.dialogs.open<InviteDialog, undefined, InviteResult | false>(InviteDialog, {
      width: '480px',
    });
    const result = await firstValueFrom(dialog.beforeClosed());
    if (!result) return false;
    this.showLink({
      heading: admin.invitationHeading,
      text: `${admin.invitationText} ${mailWords(result)}`.trim(),
      link: result.made.link,
    });
    return true;
  }

  setAdministrator(person: AdminAccount, isAdministrator: boolean): Promise<boolean> {
    const { name } = person;
    const act = () => this.change(person, { isAdministrator });
    if (!isAdministrator) return this.acts.run(act, admin.removedAdministrator(name));
    return this.acts.run(act, admin.madeAdministrator(name), {
      heading: admin.makeHeading(name),
      text: admin.makeText,
      action: admin.makeAdministrator,
    });
  }

  setDisabled(person: AdminAccount, isDisabled: boolean): Promise<boolean> {
    const { name } = person;
    const act = () => this.change(person, { isDisabled });
    if (!isDisabled) return this.acts.run(act, admin.isEnabled(name));
    return this.acts.run(act, admin.isDisabled(name), {
      heading: admin.disableHeading(name),
      text: admin.disableText,
      action: admin.disable,
    });
  }

  async makePasswordLink({ id: accountId, name }: AdminAccount): Promise<boolean> {
    return this.acts.run(async () => {
      const made = await this.rest.call(routes.makePasswordLink, { params: { accountId } });
      this.showLink({
        heading: admin.passwordLinkHeading,
        text: admin.passwordLinkText(name),
        link: made.link,
      });
    }, '');
  }

  private change({ id: accountId }: AdminAccount, body: ChangeAccount): Promise<AdminAccount> {
    return this.rest.call(routes.changeAccount, { params: { accountId }, body });
  }

  private showLink(data: LinkDialogData): void {
    this.dialogs.open<LinkDialog, LinkDialogData>(LinkDialog, { data, width: '520px' });
  }
}

function mailWords({ made: { invitation, wasMailed }, wasMailWanted }: InviteResult): string {
  if (!wasMailWanted) return '';
  return wasMailed ? admin.invitationMailed(invitation.email ?? '') : admin.invitationNotMailed;
}
