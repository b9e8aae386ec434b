import { shareChosen, shareDropped } from './folder-shares';

const chosen = (path: string) =>
  Object.defineProperty(new File(['x'], 'x'), 'webkitRelativePath', { value: path });

const empty = (name: string, isReadable = true) => {
  const readEntries: FileSystemDirectoryReader['readEntries'] = (found, refused) =>
    isReadable ? found([]) : refused?.(new DOMException('gone'));
  const entry = { name, isFile: false, isDirectory: true, createReader: () => ({ readEntries }) };
  return entry as unknown as FileSystemDirectoryEntry;
};

function sharing() {
  const shareFolder = jest.fn(() => Promise.resolve());
  const show = jest.fn<void, [string]>();
  return { files: { shareFolder }, toasts: { show }, said: () => show.mock.calls.flat() };
}

describe('sharing folders', () => {
  it('shares a chosen folder under its name, with the paths within it', async () => {
    const { files, said, ...rest } = sharing();
    const entries = [chosen('Project/plans/a.dwg'), chosen('Project/b.txt')];
    await shareChosen({ files, ...rest }, entries);
    expect(files.shareFolder).toHaveBeenCalledWith(
      'Project',
      [
        { path: 'plans/a.dwg', file: entries[0] },
        { path: 'b.txt', file: entries[1] },
      ],
      null,
    );
    expect(said()).toEqual([]);
  });

  it.each([
    [true, 'Project is empty: there is nothing to share.'],
    [false, 'Project was not shared: nothing in it could be read.'],
  ])('says why a dropped folder brings nothing (readable: %s)', async (isReadable, sentence) => {
    const { files, said, ...rest } = sharing();
    await shareDropped({ files, ...rest }, empty('Project', isReadable), null);
    expect(said()).toEqual([sentence]);
    expect(files.shareFolder).not.toHaveBeenCalled();
  });

  it('refuses a whole disk', async () => {
    const { files, said, ...rest } = sharing();
    const many = Array<File>(20_001).fill(chosen('Disk/x'));
    await shareChosen({ files, ...rest }, many);
    expect(said()).toEqual([expect.stringContaining('Disk holds more than 20,000 files')]);
    expect(files.shareFolder).not.toHaveBeenCalled();
  });
});
