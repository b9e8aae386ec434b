import { LiveAnnouncer } from '@angular/cdk/a11y';
import { effect, inject, untracked } from '@angular/core';
import { MeetingStore } from '../meeting/meeting-store';
import { PanelStore } from '../meeting/panel-store';
import { Toasts } from '../shell/toasts';
import { transferFailures } from '../text/files.en';
import { fileNews, sharedFiles } from '../text/shared-files.en';
import { FilesStore } from './files-store';
import { isSmallImage } from './previews';
import { receiversOf } from './receivers';
import type { SharedFile } from './shared-file';

/** `with-all`: an own file that everybody has who is here. */
type Standing = 'with-all' | NonNullable<SharedFile['transfer']>['phase'];

interface News {
  readonly words: string;
  readonly isToSave: boolean;
}

/**
 * Tells how transfers end: in a toast, and where the Files panel shows it anyway, only to screen readers.
 * Lifetime: the injection context's.
 */
export function tellOfTransfers(): void {
  const [files, meeting] = [inject(FilesStore), inject(MeetingStore)];
  const [panels, toasts, announcer] = [inject(PanelStore), inject(Toasts), inject(LiveAnnouncer)];
  const known = new Map<string, Standing>();

  const tell = (file: SharedFile, { words, isToSave }: News) => {
    if (panels.open() === 'files') return void announcer.announce(words, 'polite');
    const run = () => void files.save(file);
    toasts.show(words, isToSave ? { label: sharedFiles.save, run } : undefined);
  };
  effect(() => {
    for (const file of files.shared()) {
      const standing = standingOf(file, meeting);
      const before = known.get(file.share.id);
      known.set(file.share.id, standing);
      const news = before === undefined ? null : newsOf(file, before, standing);
      if (news) untracked(() => tell(file, news));
    }
  });
}

function standingOf({ share, transfer }: SharedFile, meeting: MeetingStore): Standing {
  if (transfer?.direction !== 'sending') return transfer?.phase ?? 'offered';
  const receivers = receiversOf(share, transfer, meeting.participants());
  const isWithAll = receivers.length > 0 && receivers.every(({ state }) => state === 'verified');
  return isWithAll ? 'with-all' : transfer.phase;
}

/** Null where nothing ended, and where a file was found that was here already, or came by itself to be looked at. */
function newsOf({ share, transfer, place }: SharedFile, before: Standing, now: Standing) {
  if (before === now) return null;
  const { name } = share.manifest;
  if (transfer?.failure)
    return { words: fileNews.failed(name, transferFailures[transfer.failure]), isToSave: false };
  if (isSmallImage(share)) return null;
  if (now === 'with-all') return { words: fileNews.everybodyHas(name), isToSave: false };
  if (now !== 'verified' || before === 'offered') return null;
  return { words: fileNews.complete(name), isToSave: place === null };
}
