import { ids } from '../testing/meeting-builders';
import type { SharedFile } from './shared-file';
import { SharedFiles } from './shared-files';
import { bob, drawFiles, sha256, share, shared, shareId } from '../../testing/files-screen';

// The real one needs workers.
jest.mock('./files-store', () => ({ FilesStore: class FilesStore {} }));

const one = (...given: Parameters<typeof shared>) =>
  drawFiles(SharedFiles, { files: [shared(...given)] });
const names = (selector: string) =>
  Array.from(document.querySelectorAll(selector), ({ textContent }) =>
    (textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
  );
const buttons = () =>
  Array.from(
    document.querySelectorAll('li button'),
    (button) => button.getAttribute('aria-label') ?? button.textContent?.trim(),
  );

describe('the list of shared files', () => {
  it('says what to do while there is none', async () => {
    const { screen } = await drawFiles(SharedFiles);
    expect(screen.text).toContain('Drop files anywhere, any size');
    expect(screen.text).toContain('No files yet');
    expect(screen.has('button', 'Share files')).toBe(true);
  });

  it('says that a room takes no files', async () => {
    const { screen } = await drawFiles(SharedFiles, { largestFileBytes: 0 });
    expect(screen.text).toContain('This room takes no files.');
    expect(screen.has('button', 'Share files')).toBe(false);
  });

  it('shows who shared what, how large, and for whom', async () => {
    const { screen, done } = await one({}, { share: share({ to: ids.ann }) });
    expect(names('li parley-file-name')).toEqual(['site-plan.dwg']);
    expect(names('li .origin')).toEqual(['1.0 kB from Hanna, only for you']);
    await screen.press('Download');
    expect(done).toEqual([['download', shareId]]);
  });

  it('says plainly that a file is a program', async () => {
    await one({}, { share: share({ name: 'invoice.pdf.exe' }) });
    expect(names('li .ending')).toEqual(['.pdf.exe']);
    expect(names('li .origin')).toEqual(['1.0 kB program from Hanna']);
  });

  it('shows how far a file is, how fast, how long, and from whom', async () => {
    const { screen, done } = await one({
      ...{ phase: 'receiving', verifiedBytes: 649, bytesPerSecond: 10, secondsLeft: 36 },
      sources: [ids.hanna, bob, ids.ann],
    });
    expect(names('li .figures > *')).toEqual(['64 %', '0.6 of 1.0 kB', '10 bytes/s', '36 s left']);
    expect(names('li .state')).toEqual(['from Hanna and 2 others']);
    const bar = document.querySelector('progress');
    expect([bar?.value, bar?.max, bar?.getAttribute('aria-label')]).toEqual([
      ...[649, 1_000, 'Progress of site-plan.dwg'],
    ]);
    expect(buttons()).toEqual(['Pause', 'Cancel']);
    await screen.press('Pause');
    await screen.press('Cancel');
    expect(done.map(([verb]) => verb)).toEqual(['pause', 'cancel']);
  });

  it.each([
    [true, 'Waiting for Hanna'],
    [false, 'Hanna is not here. It goes on when Hanna, or somebody who has it, comes back.'],
  ])('says who could bring a file that nobody has (sharer there: %s)', async (isThere, words) => {
    const files = [shared({ phase: 'receiving' })];
    await drawFiles(SharedFiles, { files, isHannaThere: isThere });
    expect(names('li .state')).toEqual([words]);
  });

  it.each([
    ['paused', ['Resume', 'Cancel'], 'Paused'],
    ['verifying', [], 'Checking the whole file …'],
    ['cancelled', ['Download'], 'Cancelled'],
  ] as const)('offers what can be done while %s', async (phase, expected, words) => {
    await one({ phase });
    expect(buttons()).toEqual(expected);
    expect(names('li .state')).toEqual([words]);
  });

  it('says why a file failed, tries again, and gives it up', async () => {
    const { screen, done } = await one({ phase: 'failed', failure: 'storage-full' });
    expect(names('li .state.failed')).toEqual([expect.stringContaining('no room left')]);
    await screen.press('Try again');
    await screen.press('Cancel');
    expect(done).toEqual([
      ['resume', shareId],
      ['cancel', shareId],
    ]);
  });

  it('shows a verified file with its hash, to save and to copy', async () => {
    const { screen } = await one({ phase: 'verified' });
    expect(names('li ui-chip')).toEqual(['Verified']);
    expect(names('li code')).toEqual([sha256]);
    expect(buttons()).toEqual(['Save', 'Copy SHA-256']);
    expect(screen.has('summary', 'SHA-256')).toBe(true);
  });

  it('works out the hash of a large file when somebody looks, and says where it cannot be read any more', async () => {
    const made = jest.fn<Promise<string | null>, [SharedFile]>().mockResolvedValue(null);
    const large = shared({ phase: 'verified' }, { share: share({ sizeBytes: 10 ** 9 }) });
    const { screen } = await drawFiles(SharedFiles, { files: [large], sha256: made });
    expect(made).not.toHaveBeenCalled();
    expect(names('details span')).toEqual(['Working it out …']);
    screen.one('summary', 'SHA-256').closest('details')?.dispatchEvent(new Event('toggle'));
    await screen.settled();
    expect(made).toHaveBeenCalledWith(large);
    expect(names('details span')).toEqual(['The file cannot be read any more.']);
  });

  it('has nothing left to save where the place was chosen before', async () => {
    await one({ phase: 'verified' }, { place: 'plan.dwg' });
    expect(names('li .state')).toEqual(['Saved as plan.dwg']);
    expect(buttons()).not.toContain('Save');
  });

  it('offers another place where the browser can', async () => {
    const files = [shared()];
    const { screen, done } = await drawFiles(SharedFiles, { files, canChoosePlace: true });
    await screen.press('Other places');
    await screen.press('Download to…', '[role="menuitem"]');
    expect(done).toEqual([['downloadTo', shareId]]);
  });

  it('lets the sharer and moderators take a file back, and nobody else', async () => {
    const files = [shared()];
    const { screen, done } = await drawFiles(SharedFiles, { files, role: 'moderator' });
    await screen.press('Take back');
    expect(done).toEqual([['withdraw', shareId]]);
  });

  it('serves an own file again that a new page no longer has', async () => {
    const own = shared({}, { share: share({ from: ids.ann }), isAsleep: true });
    const { screen, done } = await drawFiles(SharedFiles, { files: [own] });
    expect(names('li .origin')).toEqual(['1.0 kB from you']);
    expect(buttons()).toEqual(['Take back', 'Share again', 'Download']);
    await screen.press('Share again');
    expect(done).toEqual([['wake', shareId]]);
  });

  it('opens a picture, with its name for who cannot see it', async () => {
    const { screen } = await one(
      {},
      { preview: 'blob:picture', share: share({ name: 'sea.png' }) },
    );
    await screen.press('Look at sea.png');
    const picture = document.querySelector('mat-dialog-container img');
    expect([picture?.getAttribute('src'), picture?.getAttribute('alt')]).toEqual([
      ...['blob:picture', 'sea.png'],
    ]);
  });

  it('shows a file that is being read, and a way out', async () => {
    const preparations = [{ id: 'p', name: 'film.mp4', sizeBytes: 1_000, hashedBytes: 500 }];
    const { screen, done } = await drawFiles(SharedFiles, { preparations });
    expect(names('li .percent')).toEqual(['50 %']);
    await screen.press('Cancel');
    expect(done).toEqual([['cancelPreparation', 'p']]);
  });

  it('pauses and resumes all where there are several', async () => {
    const second = share({ id: bob });
    const { screen, done } = await drawFiles(SharedFiles, {
      files: [
        shared({ phase: 'receiving' }),
        shared({ phase: 'paused', shareId: bob }, { share: second }),
      ],
    });
    await screen.press('Pause all');
    await screen.press('Resume all');
    expect(done).toEqual([['pauseAll'], ['resumeAll']]);
  });
});

describe('an own file', () => {
  const own = (...receivers: readonly [string, 'receiving' | 'paused' | 'verified', number][]) =>
    one(
      {
        direction: 'sending',
        receivers: receivers.map(([participantId, state, verifiedBytes]) => ({
          ...{ participantId, state, verifiedBytes },
          ...(state === 'receiving' && { bytesPerSecond: 20 }),
        })),
      },
      { share: share({ from: ids.ann }) },
    );

  it('says that nobody has taken it, and shows its hash', async () => {
    await own();
    expect(names('li summary')).toEqual(['Nobody has taken it yet', 'SHA-256']);
    expect(buttons()).toEqual(['Take back', 'Copy SHA-256']);
  });

  it('counts who has it, and tells each of them', async () => {
    await own([ids.hanna, 'verified', 1_000], [bob, 'receiving', 330]);
    expect(names('li summary')[0]).toBe('1 of 2 have it, 1 on its way');
    expect(names('li li')).toEqual(['Hannahas it', 'Bob33 %, 20 bytes/s']);
  });

  it('names no speed for who is not connected', async () => {
    const hanna = { participantId: ids.hanna, verifiedBytes: 330, bytesPerSecond: 20 };
    const sending = {
      direction: 'sending' as const,
      bytesPerSecond: 20,
      receivers: [{ ...hanna, state: 'receiving' as const }],
    };
    const files = [shared(sending, { share: share({ from: ids.ann }) })];
    await drawFiles(SharedFiles, { files, isHannaConnected: false });
    expect(names('li summary')[0]).toBe('0 of 2 have it');
    expect(names('li li')[0]).toBe('Hannanot connected, 33 %');
  });

  it('says when everybody has it', async () => {
    await own([ids.hanna, 'verified', 1_000], [bob, 'verified', 1_000]);
    expect(names('li summary')[0]).toBe('All 2 have it');
  });
});
