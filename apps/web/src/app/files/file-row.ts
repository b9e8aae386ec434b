import { Component, computed, inject, input } from '@angular/core';
import { Button, Chip, Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { sizeInWords } from '../text/amounts.en';
import { files, transferFailures, transferInWords } from '../text/files.en';
import { FilesStore, type SharedFile } from './files-store';

/** One shared file: name, size and sharer, how far it is, and what can be done with it now. */
@Component({
  // An attribute, so that the row stays a list item of its list.
  selector: 'li[parley-file-row]',
  imports: [Button, Chip, Icon],
  templateUrl: './file-row.html',
  styleUrl: './file-row.css',
})
export class FileRow {
  readonly file = input.required<SharedFile>();
  protected readonly store = inject(FilesStore);
  private readonly meeting = inject(MeetingStore);
  protected readonly text = files;

  protected readonly manifest = computed(() => this.file().share.manifest);
  protected readonly isOwn = computed(() => this.file().share.from === this.meeting.self()?.id);
  /** An own file whose page was loaded anew: like anybody's, it can only be had from those who have it. */
  protected readonly isServed = computed(
    () => this.isOwn() && this.file().transfer?.direction !== 'receiving',
  );
  protected readonly phase = computed(() => this.file().transfer?.phase ?? 'offered');
  protected readonly mayWithdraw = computed(() => this.isOwn() || this.meeting.canModerate());
  protected readonly origin = computed(() => {
    const { share } = this.file();
    const audience =
      share.to === null ? [] : [this.isOwn() ? files.onlyFor(this.nameOf(share.to)) : files.forYou];
    const size = sizeInWords(share.manifest.sizeBytes);
    const from = files.from(this.isOwn() ? files.you : share.fromName);
    return [`${size} ${from}`, ...audience].join(', ');
  });
  protected readonly state = computed(() => this.inWords());

  private inWords(): string {
    const { transfer } = this.file();
    if (!transfer) return '';
    if (transfer.failure) return transferFailures[transfer.failure];
    if (this.isServed()) return this.receiversInWords();
    const { verifiedBytes, bytesPerSecond, secondsLeft, sources } = transfer;
    const size = this.manifest().sizeBytes;
    const names = sources.map((id) => this.nameOf(id)).filter(Boolean);
    switch (transfer.phase) {
      case 'receiving':
        return sources.length === 0
          ? files.waitingForSource
          : transferInWords(verifiedBytes, size, bytesPerSecond, secondsLeft, names);
      case 'paused':
        return `${files.paused}, ${transferInWords(verifiedBytes, size, 0, null, [])}`;
      case 'verifying':
        return files.verifying;
      case 'cancelled':
        return files.cancelled;
      case 'offered':
        return this.isOwn() ? files.gone : '';
      default:
        return '';
    }
  }

  private receiversInWords(): string {
    const receivers = (this.file().transfer?.receivers ?? []).filter(
      ({ state }) => state !== 'cancelled',
    );
    if (receivers.length === 0) return files.offeredNobody;
    const verified = receivers.filter(({ state }) => state === 'verified').length;
    const speed = this.file().transfer?.bytesPerSecond ?? 0;
    const words = files.receivers(verified, receivers.length);
    return speed > 0 && verified < receivers.length ? `${words}, ${sizeInWords(speed)}/s` : words;
  }

  private nameOf(participantId: string): string {
    return this.meeting.participants().find(({ id }) => id === participantId)?.name ?? '';
  }
}
