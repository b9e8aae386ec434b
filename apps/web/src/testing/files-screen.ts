import { type Type, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { FileShare, Role } from '@parley/contract';
import type { TransferState } from '@parley/file-transfer';
import { Screen, withoutMotion } from './screen';
import { MeetingStore } from '../app/meeting/meeting-store';
import { at, ids, participant } from '../app/testing/meeting-builders';
import { FilesStore } from '../app/files/files-store';
import type { Preparation, SharedFile } from '../app/files/shared-file';

export const shareId = 'dddddddd-0000-4000-8000-000000000000';
export const sha256 = 'ab'.repeat(32);
export const bob = '33333333-0000-4000-8000-000000000000';

/** Hanna's plan of a thousand bytes, for everyone. */
export function share(
  more: Partial<FileShare> & { readonly name?: string; readonly sizeBytes?: number } = {},
): FileShare {
  const { name = 'site-plan.dwg', sizeBytes = 1_000, ...rest } = more;
  const manifest = {
    ...{ name, sizeBytes, mediaType: '', pieceSizeBytes: 16_384 },
    rootHash: 'cd'.repeat(32),
  };
  return {
    ...{ id: shareId, from: ids.hanna, fromName: 'Hanna', to: null, manifest, announcedAt: at },
    ...rest,
  };
}

export function transfer(more: Partial<TransferState> = {}): TransferState {
  return {
    ...{ shareId, direction: 'receiving', phase: 'offered', verifiedBytes: 0 },
    ...{ bytesPerSecond: 0, secondsLeft: null, sources: [], receivers: [] },
    ...more,
  };
}

export function shared(
  state: Partial<TransferState> | null = {},
  more: Partial<SharedFile> = {},
): SharedFile {
  return {
    ...{ share: share(), transfer: state && transfer(state) },
    ...{ isAsleep: false, preview: null, place: null },
    ...more,
  };
}

/** What Ann sees of the files in a meeting with Hanna and Bob. */
export async function drawFiles<Page>(
  page: Type<Page>,
  given: {
    readonly files?: readonly SharedFile[];
    readonly preparations?: readonly Preparation[];
    readonly role?: Role;
    readonly canChoosePlace?: boolean;
    readonly largestFileBytes?: number | null;
    readonly sha256?: FilesStore['sha256'];
    readonly isHannaThere?: boolean;
    readonly isHannaConnected?: boolean;
  } = {},
) {
  const self = participant(ids.ann, { role: given.role ?? 'participant' });
  const isConnected = given.isHannaConnected ?? true;
  const hanna = given.isHannaThere === false ? [] : [participant(ids.hanna, { isConnected })];
  const people = [...hanna, self, participant(bob, { name: 'Bob' })];
  const files = signal(given.files ?? []);
  const verbs = ['download', 'downloadTo', 'pause', 'resume', 'cancel', 'save', 'wake'] as const;
  const more = ['withdraw', 'pauseAll', 'resumeAll', 'cancelPreparation', 'share'] as const;
  const done: unknown[][] = [];
  const store = {
    ...Object.fromEntries(
      [...verbs, ...more].map((verb) => [
        verb,
        (...about: unknown[]) => done.push([verb, ...about]),
      ]),
    ),
    shared: files,
    preparations: signal(given.preparations ?? []),
    canChoosePlace: given.canChoosePlace ?? false,
    sha256: given.sha256 ?? jest.fn().mockResolvedValue(sha256),
  };
  const meeting = {
    self: signal(self),
    participants: signal(people),
    state: signal({ largestFileBytes: given.largestFileBytes ?? null }),
    canModerate: signal(self.role === 'moderator'),
    may: () => true,
  };
  TestBed.configureTestingModule({
    providers: [
      withoutMotion,
      { provide: FilesStore, useValue: store },
      { provide: MeetingStore, useValue: meeting },
    ],
  });
  const screen = new Screen(TestBed.createComponent(page));
  await screen.settled();
  return { screen, done, files };
}
