import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { serverSource } from '@parley/file-transfer';
import { Button, Chip, Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { sizeInWords } from '../text/amounts.en';
import { transferFailures } from '../text/files.en';
import { sharedFiles as text, sourcesInWords } from '../text/shared-files.en';
import { FileHash } from './file-hash';
import { kindOfFile } from './file-kind';
import { FileMark } from './file-mark';
import { FileName } from './file-name';
import { FileProgress } from './file-progress';
import { FileReceivers } from './file-receivers';
import { FilesStore } from './files-store';
import { receiversInBrief, receiversOf } from './receivers';
import type { SharedFile } from './shared-file';

/** Its value comes with the library, which is not loaded for a row. */
const server: typeof serverSource = 'server';

/** One shared file: name, size, from and for whom, how far it is, and what can be done with it now. */
@Component({
  // An attribute, so that the row stays a list item where it is one.
  selector: '[parley-file-row]',
  imports: [
    Button,
    Chip,
    FileHash,
    FileMark,
    FileName,
    FileProgress,
    FileReceivers,
    Icon,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    NgTemplateOutlet,
  ],
  host: { '[class.compact]': 'isCompact()' },
  templateUrl: './file-row.html',
  styleUrl: './file-row.css',
})
export class FileRow {
  readonly file = input.required<SharedFile>();
  /** In a conversation: what it is and what to do next. Everything else is in the panel. */
  readonly isCompact = input(false);
  protected readonly store = inject(FilesStore);
  protected readonly text = text;
  private readonly meeting = inject(MeetingStore);

  protected readonly manifest = computed(() => this.file().share.manifest);
  /** What the buttons, whose names are the same in every row, belong to. */
  protected readonly nameId = computed(
    () => `file-${this.file().share.id}${this.isCompact() ? '-in-chat' : ''}`,
  );
  private readonly isOwn = computed(() => this.file().share.from === this.meeting.self()?.id);
  protected readonly isServed = computed(() => this.file().transfer?.direction === 'sending');
  protected readonly phase = computed(() => this.file().transfer?.phase ?? 'offered');
  protected readonly isUnderway = computed(() =>
    ['receiving', 'paused', 'verifying'].includes(this.phase()),
  );
  protected readonly canBeTaken = computed(
    () => !this.isServed() && ['offered', 'cancelled'].includes(this.phase()),
  );
  /** What came of a failed one lies on the device, too, which may be why it is full. */
  protected readonly canBeCancelled = computed(() =>
    ['receiving', 'paused', 'failed'].includes(this.phase()),
  );
  protected readonly mayTakeBack = computed(() => this.isOwn() || this.meeting.canModerate());
  protected readonly receivers = computed(() =>
    receiversOf(this.file().share, this.file().transfer, this.meeting.participants()),
  );
  /** Of an own file, as long as somebody is there to take it. */
  protected readonly takers = computed(() =>
    this.receivers().length === 0
      ? ''
      : receiversInBrief(this.receivers(), this.file().transfer?.bytesPerSecond ?? 0),
  );

  /** `2.4 GB from Ann, only for you` */
  protected readonly origin = computed(() => {
    const { to, fromName, manifest } = this.file().share;
    const isProgram = kindOfFile(manifest.name) === 'program';
    const size = `${sizeInWords(manifest.sizeBytes)}${isProgram ? ` ${text.program}` : ''}`;
    const words = [`${size} ${text.from(this.isOwn() ? text.you : fromName)}`];
    if (to !== null) words.push(this.isOwn() ? text.onlyFor(this.nameOf(to)) : text.forYou);
    return words.join(', ');
  });

  /** One line: where it comes from, or why it does not. */
  protected readonly state = computed(() => {
    const { transfer, place } = this.file();
    if (transfer?.failure) return transferFailures[transfer.failure];
    switch (this.phase()) {
      case 'receiving':
        return this.sources();
      case 'paused':
        return text.paused;
      case 'verifying':
        return text.verifying;
      case 'cancelled':
        return text.cancelled;
      case 'verified':
        return place === null ? '' : text.placed(place);
      default:
        return this.isServed() && this.isCompact() ? this.takers() : '';
    }
  });

  private sources(): string {
    const { share, transfer } = this.file();
    const names = transfer?.sources.map((id) => this.nameOf(id)).filter(Boolean) ?? [];
    if ((transfer?.sources.length ?? 0) > 0) return sourcesInWords(names);
    if (this.isOwn()) return text.waitingForAnybody;
    const sharer = this.meeting.participants().find(({ id }) => id === share.from);
    return sharer?.isConnected
      ? text.waitingFor(sharer.name)
      : text.waitingForAbsent(share.fromName);
  }

  private nameOf(participantId: string): string {
    if (participantId === server) return text.theServer;
    return this.meeting.participants().find(({ id }) => id === participantId)?.name ?? '';
  }
}
