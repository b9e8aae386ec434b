import { chooseMimeType } from './mime-type';
import { recordingQualities } from './quality';
import { trackQuality } from './tracks/track-quality';

const browserOf = (...types: readonly string[]) => ({
  canRecord: (type: string) => types.includes(type),
});
const vp8 = 'video/webm;codecs=vp8,opus';
const vp9 = 'video/webm;codecs=vp9,opus';

describe('the type of the file', () => {
  it('is one that an MP4 holds, where the browser has it', () => {
    expect(chooseMimeType(browserOf(vp8, vp9, 'video/webm'), { kind: 'video' })).toBe(vp9);
    expect(chooseMimeType(browserOf(vp8), { kind: 'video' })).toBe(vp8);
  });

  it('is the one that every player has when no MP4 is wanted', () => {
    const wishes = { kind: 'video', wantsMp4: false } as const;
    expect(chooseMimeType(browserOf(vp9, vp8), wishes)).toBe(vp8);
  });

  it('is WebM with sound alone without a picture', () => {
    const browser = browserOf(vp8, 'audio/webm;codecs=opus');
    expect(chooseMimeType(browser, { kind: 'audio' })).toBe('audio/webm;codecs=opus');
  });

  it('is none where the browser records no WebM', () => {
    const choose = () => chooseMimeType(browserOf('video/mp4'), { kind: 'video' });
    expect(choose).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});

describe('the quality', () => {
  it('grows from small to fine', () => {
    const { small, usual, fine } = recordingQualities;
    const growing = [small, usual, fine].map(({ size, frameRate, bitrates }) => [
      size.height,
      frameRate,
      bitrates.video,
    ]);
    expect(growing).toEqual([
      [360, 15, 600_000],
      [720, 25, 2_500_000],
      [1080, 30, 5_000_000],
    ]);
  });

  it.each([
    [{ width: 640, height: 480, frameRate: 30 }, 1_351_680],
    [{ width: 160, height: 120, frameRate: 30 }, 1_000_000],
    [{ width: 3840, height: 2160, frameRate: 30 }, 12_000_000],
  ])('of a track follows its size %j', (settings, video) => {
    const { width, height } = settings;
    expect(trackQuality(settings)).toMatchObject({ size: { width, height }, bitrates: { video } });
  });

  it('of a track that is not there yet is a usual one', () => {
    expect(trackQuality({})).toMatchObject({ size: { width: 1280, height: 720 }, frameRate: 30 });
  });
});
