import { createHash } from 'node:crypto';
import { TestBed } from '@angular/core/testing';
import { FileTransfers } from '@parley/file-transfer';
import { ids } from '../testing/meeting-builders';
import { FakeDevice, inMeeting, shareId, shareOf, until } from '../../testing/files-meeting';
import type { FilesStore } from './files-store';

// The real ones name a worker by import.meta, which Jest does not know.
jest.mock('./file-transfer-ports', () => {
  const { InjectionToken } = jest.requireActual<typeof import('@angular/core')>('@angular/core');
  return { fileTransferPorts: new InjectionToken('fileTransferPorts') };
});

const plan = () => new File(['hello'], 'plan.txt', { type: 'text/plain' });
const picture = () => new File(['pixels'], 'sketch.png', { type: 'image/png' });
const phase = (store: FilesStore) => store.shared()[0]?.transfer?.phase;

describe('a page that was loaded anew', () => {
  beforeEach(() => sessionStorage.clear());

  it('goes on by itself with what it was downloading, and has what is on its disk', async () => {
    const device = new FakeDevice();
    const manifest = await device.holds(plan());
    sessionStorage.setItem(`parley.files.${ids.ann}`, JSON.stringify({ [shareId]: 'running' }));
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] }, device);
    await until(() => phase(store) === 'verified');
    expect(store.shared()[0]?.transfer).toMatchObject({ verifiedBytes: 5, sources: [] });
  });

  it('leaves paused what was paused', async () => {
    const device = new FakeDevice();
    const manifest = await device.holds(plan());
    sessionStorage.setItem(`parley.files.${ids.ann}`, JSON.stringify({ [shareId]: 'paused' }));
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] }, device);
    await until(() => store.shared()[0]?.transfer != null);
    expect(phase(store)).toBe('paused');
  });
});

describe('files beside a call', () => {
  it('yield to voices', async () => {
    const setPace = jest.spyOn(FileTransfers.prototype, 'setPace');
    const manifest = await new FakeDevice().holds(plan());
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] });
    await until(() => phase(store) === 'offered');
    expect(setPace).toHaveBeenCalledWith(expect.objectContaining({ yieldsToVoices: true }));
  });
});

describe('what a seat was downloading', () => {
  beforeEach(() => sessionStorage.clear());
  const remembered = () => sessionStorage.getItem(`parley.files.${ids.ann}`);

  it('is remembered while it runs, and forgotten when it is cancelled or the meeting is left', async () => {
    const device = new FakeDevice();
    const manifest = await device.holds(plan());
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] }, device);
    await until(() => phase(store) === 'offered');
    store.download(shareId);
    expect(remembered()).toBe(JSON.stringify({ [shareId]: 'running' }));
    store.pause(shareId);
    expect(remembered()).toBe(JSON.stringify({ [shareId]: 'paused' }));
    store.cancel(shareId);
    expect(remembered()).toBe('{}');
    store.download(shareId);
    await until(() => phase(store) === 'verified');
    expect(device.store.contents()).toHaveLength(1);
    TestBed.resetTestingModule();
    await until(() => device.closed.mock.calls.length > 0);
    expect(remembered()).toBeNull();
    expect(device.store.contents()).toEqual([]);
  });
});

describe('an own share after a reload', () => {
  const handleOf = (file: File, permission: PermissionState) => ({
    getFile: () => Promise.resolve(file),
    queryPermission: () => Promise.resolve(permission),
    requestPermission: jest.fn(() => Promise.resolve('granted')),
  });

  async function asleep(device: FakeDevice, file = plan()) {
    const manifest = await new FakeDevice().holds(file);
    return inMeeting({ shares: [shareOf(ids.ann, manifest)] }, device);
  }

  it('is served again without a click where the browser still allows it', async () => {
    const device = new FakeDevice();
    device.handles.set(shareId, handleOf(plan(), 'granted') as unknown as FileSystemFileHandle);
    const { store } = await asleep(device);
    await until(() => store.shared()[0]?.transfer?.direction === 'sending');
    expect(store.shared()[0]?.isAsleep).toBe(false);
  });

  it('is served again on a click, when the browser wants to be asked', async () => {
    const device = new FakeDevice();
    const handle = handleOf(plan(), 'prompt');
    device.handles.set(shareId, handle as unknown as FileSystemFileHandle);
    const { store } = await asleep(device);
    await until(() => store.shared()[0]?.isAsleep === true);
    await store.wake(shareId);
    expect(handle.requestPermission).toHaveBeenCalledWith({ mode: 'read' });
    expect(store.shared()[0]).toMatchObject({ isAsleep: false, transfer: { phase: 'offered' } });
  });

  it('is served again from the same file, and from no other', async () => {
    const device = new FakeDevice();
    const { store, said } = await asleep(device);
    await until(() => store.shared()[0]?.isAsleep === true);
    device.chooseFile.mockResolvedValueOnce(new File(['HELLO'], 'plan.txt'));
    await store.wake(shareId);
    expect(said()).toEqual([expect.stringMatching(/^This is not the plan.txt that was shared/)]);
    expect(store.shared()[0]?.isAsleep).toBe(true);
    device.chooseFile.mockResolvedValueOnce(plan());
    await store.wake(shareId);
    expect(store.shared()[0]).toMatchObject({ isAsleep: false });
  });

  it('of a folder is served again by itself, from the zip that is on the disk', async () => {
    const device = new FakeDevice();
    device.packed.set(shareId, new File(['zipped'], 'bytes'));
    const { store } = await asleep(device, new File(['zipped'], 'drawings.zip'));
    await until(() => store.shared()[0]?.transfer?.direction === 'sending');
    TestBed.resetTestingModule();
    await until(() => device.closed.mock.calls.length > 0);
    expect(device.packed.size).toBe(0);
  });
});

describe('a folder', () => {
  it('is announced as one zip, which goes when the share is taken back', async () => {
    const device = new FakeDevice();
    const { store, socket } = await inMeeting({}, device);
    const shared = store.shareFolder('drawings', [{ path: 'plan.txt', file: plan() }]);
    await until(() => socket.asked.length > 1);
    const { payload } = socket.last;
    expect(payload).toMatchObject({ to: null, manifest: { name: 'drawings.zip', sizeBytes: 5 } });
    socket.last.answer({ ok: false, error: { code: 'forbidden', message: '' } });
    await shared;
    await until(() => device.packed.size === 0);
    expect(store.preparations()).toEqual([]);
  });
});

describe('a small picture', () => {
  beforeEach(() => {
    URL.createObjectURL = jest.fn(() => 'blob:drawn');
    URL.revokeObjectURL = jest.fn();
  });

  it('comes unasked and is shown as it was drawn anew', async () => {
    const device = new FakeDevice();
    device.drawPreview.mockResolvedValue(new Blob(['drawn']));
    const manifest = await device.holds(picture());
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] }, device);
    await until(() => store.shared()[0]?.preview != null);
    expect(store.shared()[0]).toMatchObject({
      preview: 'blob:drawn',
      transfer: { phase: 'verified' },
    });
    TestBed.resetTestingModule();
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:drawn');
  });

  it.each(['image/svg+xml', 'text/html'])('is nothing that calls itself %s', async (type) => {
    const device = new FakeDevice();
    const manifest = await device.holds(new File(['<svg/>'], 'sketch.svg', { type }));
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] }, device);
    await until(() => phase(store) !== undefined);
    expect([phase(store), device.drawPreview.mock.calls]).toEqual(['offered', []]);
  });
});

describe('a chosen place', () => {
  it('is named on the share, taken instead of the own disk, and forgotten when it is cancelled', async () => {
    const device = new FakeDevice();
    const manifest = await new FakeDevice().holds(plan());
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] }, device);
    await until(() => phase(store) === 'offered');
    await store.downloadTo(shareId);
    expect(phase(store)).toBe('offered');
    const open = jest.fn(() => new FakeDevice().store.open(manifest));
    device.choosePlace.mockResolvedValue({ name: 'here.txt', open });
    await store.downloadTo(shareId);
    await until(() => open.mock.calls.length > 0);
    expect(device.choosePlace).toHaveBeenLastCalledWith('plan.txt');
    expect(store.shared()[0]).toMatchObject({
      place: 'here.txt',
      transfer: { phase: 'receiving' },
    });
    expect(device.store.contents()).toEqual([]);
    store.cancel(shareId);
    expect(store.shared()[0]?.place).toBeNull();
  });
});

describe('the SHA-256 of a file', () => {
  it('is made of the bytes that are here, once; there is none before they are', async () => {
    const device = new FakeDevice();
    const manifest = await device.holds(plan());
    const { store } = await inMeeting({ shares: [shareOf(ids.hanna, manifest)] }, device);
    await until(() => phase(store) === 'offered');
    const [file] = store.shared();
    if (!file) throw new Error('no share');
    expect(await store.sha256(file)).toBeNull();
    store.download(shareId);
    await until(() => phase(store) === 'verified');
    const bytes = Buffer.from(await plan().arrayBuffer());
    expect(await store.sha256(file)).toBe(createHash('sha256').update(bytes).digest('hex'));
    await store.sha256(file);
    expect(device.sha256).toHaveBeenCalledTimes(1);
  });
});

describe('several downloads', () => {
  it('pause and go on together', async () => {
    const device = new FakeDevice();
    const other = 'eeeeeeee-0000-4000-8000-000000000000';
    const manifest = await new FakeDevice().holds(plan());
    const shares = [shareOf(ids.hanna, manifest), shareOf(ids.hanna, manifest, other)];
    const { store } = await inMeeting({ shares }, device);
    await until(() => phase(store) === 'offered');
    store.download(shareId);
    store.pauseAll();
    const phases = () => store.shared().map(({ transfer }) => transfer?.phase);
    expect(phases()).toEqual(['offered', 'paused']);
    store.resumeAll();
    expect(phases()).toEqual(['offered', 'receiving']);
  });
});
