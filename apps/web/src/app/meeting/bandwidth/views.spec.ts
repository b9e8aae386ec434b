import { cameraLimit, type Circumstances, ownHeightOf, type PlacedTile, viewsOf } from './views';

const plain: Circumstances = {
  isAudioOnly: false,
  isRecording: false,
  isOutOfSight: false,
  isMeasured: true,
  devicePixelRatio: 1,
  zooms: new Map(),
};
const camera = (width: number, height: number, isOwn = false): PlacedTile => ({
  tile: { key: 'camera', participantId: isOwn ? 'own' : 'ann', source: 'camera', isOwn },
  place: { width, height },
});
const screen = (width: number, height: number): PlacedTile => ({
  tile: { key: 'screen', participantId: 'ann', source: 'screen_share', isOwn: false },
  place: { width, height },
});
const unplaced: PlacedTile = { ...camera(0, 0), place: undefined };

const viewOfAnn = (placed: readonly PlacedTile[], change: Partial<Circumstances> = {}) =>
  viewsOf(placed, { ...plain, ...change }).get('ann');

describe('viewsOf', () => {
  it.each([
    [160, 90, 1, 90],
    [192, 108, 1, 90],
    [194, 109, 1, 180],
    [220, 210, 1, 180],
    [220, 217, 1, 270],
    [549, 278, 1, 270],
    [560, 315, 1, 360],
    [320, 180, 2, 360],
    [1_280, 720, 1, 720],
    [8_000, 4_500, 1, 4_500],
  ])('tells a face of %d × %d at %d pixels a point as %d', (width, height, ratio, told) => {
    expect(viewOfAnn([camera(width, height)], { devicePixelRatio: ratio })).toEqual({
      camera: told,
    });
  });

  it('tells the same while a tile grows within a step', () => {
    expect(viewOfAnn([camera(400, 225)])).toEqual(viewOfAnn([camera(460, 259)]));
  });

  it('counts what of a face is cut away, and only what of a screen is shown', () => {
    expect(viewOfAnn([camera(640, 100)])).toEqual({ camera: 360 });
    expect(viewOfAnn([screen(640, 1_000)])).toEqual({ screen_share: 360 });
  });

  it('asks for more of a screen that is looked at from close by, and of nothing else', () => {
    const zooms = new Map([['screen', 3]]);
    expect(viewOfAnn([screen(640, 360), camera(320, 180)], { zooms })).toEqual({
      screen_share: 1_080,
      camera: 180,
    });
  });

  it('tells face and screen of the same participant', () => {
    expect(viewOfAnn([screen(1_280, 720), camera(200, 112)])).toEqual({
      screen_share: 720,
      camera: 180,
    });
  });

  it('wants nothing of a tile without a place', () => {
    expect(viewOfAnn([unplaced])).toEqual({ camera: 0 });
  });

  it('asks for everything before the stage has a size', () => {
    expect(viewOfAnn([unplaced], { isMeasured: false })).toEqual({});
  });

  it('wants nothing while nobody can see it', () => {
    expect(viewOfAnn([camera(640, 360)], { isOutOfSight: true })).toEqual({
      camera: 0,
      screen_share: 0,
      second_screen_share: 0,
    });
  });

  it('asks for everything while it records, seen or not', () => {
    for (const isOutOfSight of [true, false])
      expect(viewOfAnn([camera(100, 60)], { isRecording: true, isOutOfSight })).toEqual({});
  });

  it('wants nothing in audio-only mode, whatever else is so', () => {
    expect(viewOfAnn([camera(640, 360)], { isAudioOnly: true, isRecording: true })).toEqual({
      camera: 0,
      screen_share: 0,
      second_screen_share: 0,
    });
  });

  it('says nothing of the own picture', () => {
    expect(viewsOf([camera(640, 360, true)], plain).size).toBe(0);
  });

  it('lets a camera be as high as anybody is shown it, and as the own tile needs', () => {
    const wishes = { needed: 360, own: 170, isRecording: false };
    expect(cameraLimit(wishes)).toBe(360);
    expect(cameraLimit({ ...wishes, own: 540 })).toBe(540);
    expect(cameraLimit({ ...wishes, needed: 0, own: 0 })).toBe(180);
  });

  it('lets a camera be all it is while this page records, and while nobody else is there', () => {
    const wishes = { needed: 360, own: 170, isRecording: false };
    expect(cameraLimit({ ...wishes, isRecording: true })).toBeNull();
    expect(cameraLimit({ ...wishes, needed: null })).toBeNull();
  });

  it('knows how high the own picture is shown here, in the same steps', () => {
    expect(ownHeightOf([camera(300, 170, true), camera(1_280, 720)], 1)).toBe(180);
    expect(ownHeightOf([camera(300, 170, true)], 2)).toBe(360);
    expect(ownHeightOf([camera(1_280, 720)], 1)).toBe(0);
  });
});
