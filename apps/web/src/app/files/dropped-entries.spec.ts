import { readFolder } from './dropped-entries';

const unreadable = new DOMException('not there any more', 'NotFoundError');

function fileEntry(name: string, isReadable = true): FileSystemFileEntry {
  const file: FileSystemFileEntry['file'] = (found, refused) =>
    isReadable ? found(new File(['x'], name)) : refused?.(unreadable);
  return { name, isFile: true, isDirectory: false, file } as FileSystemFileEntry;
}

/** Hands its children over two at a time, as browsers do by the hundred. */
function folder(
  name: string,
  children: readonly FileSystemEntry[],
  isReadable = true,
): FileSystemDirectoryEntry {
  const createReader = () => {
    const left = [...children];
    const readEntries: FileSystemDirectoryReader['readEntries'] = (found, refused) =>
      isReadable ? found(left.splice(0, 2)) : refused?.(unreadable);
    return { readEntries };
  };
  return { name, isFile: false, isDirectory: true, createReader } as FileSystemDirectoryEntry;
}

const read = async (dropped: FileSystemDirectoryEntry, most = 100) => {
  const { entries, ...rest } = await readFolder(dropped, most);
  return { paths: entries.map(({ path }) => path), ...rest };
};

describe('reading a dropped folder', () => {
  it('finds every file below it, portion by portion, in the order of names', async () => {
    const inner = folder('plans', [fileEntry('b.dwg'), fileEntry('a.dwg')]);
    const names = ['z.txt', 'y.txt', 'x.txt'].map((name) => fileEntry(name));
    expect(await read(folder('Project', [...names, inner]))).toEqual({
      paths: ['plans/a.dwg', 'plans/b.dwg', 'x.txt', 'y.txt', 'z.txt'],
      ...{ unreadable: [], isCut: false },
    });
  });

  it('is empty where there are only empty folders', async () => {
    const { paths, unreadable: lost } = await read(folder('Project', [folder('nothing', [])]));
    expect([paths, lost]).toEqual([[], []]);
  });

  it('tells what could not be read, and goes on with the rest', async () => {
    const children = [
      ...[fileEntry('a.txt'), fileEntry('locked.txt', false)],
      folder('secret', [fileEntry('b.txt')], false),
    ];
    expect(await read(folder('Project', children))).toMatchObject({
      paths: ['a.txt'],
      unreadable: ['locked.txt', 'secret/'],
    });
  });

  it('tells that it was gone itself', async () => {
    expect(await read(folder('Project', [], false))).toMatchObject({ unreadable: ['Project'] });
  });

  it('stops looking where there are more files than asked for', async () => {
    const many = Array.from({ length: 9 }, (_, index) => fileEntry(`${index}`));
    const { paths, isCut } = await read(folder('Disk', many), 3);
    expect([paths, isCut]).toEqual([['0', '1', '2'], true]);
  });
});
