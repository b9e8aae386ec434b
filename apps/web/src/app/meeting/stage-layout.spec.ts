import { layOutStage, type StageItem } from './stage-layout';

const own: StageItem = { key: 'own', isScreen: false, isOwn: true };
const person = (key: string): StageItem => ({ key, isScreen: false, isOwn: false });
const screen: StageItem = { key: 'screen', isScreen: true, isOwn: false };

describe('layOutStage', () => {
  it('floats the own picture on a phone as soon as somebody else is there', () => {
    const placements = layOutStage([own, person('ann')], 390, 700);
    expect(placements.get('own')?.isFloating).toBe(true);
    expect(placements.get('ann')).toMatchObject({ left: 0, width: 390 });
  });

  it('shows one alone large, on a phone too', () => {
    expect(layOutStage([own], 390, 700).get('own')).toMatchObject({
      isFloating: false,
      width: 390,
    });
  });

  it('sets two people side by side on a wide stage', () => {
    const placements = layOutStage([own, person('ann')], 1248, 640);
    expect(placements.get('own')?.isFloating).toBe(false);
    expect(placements.get('ann')?.left).toBeGreaterThan(placements.get('own')?.left ?? Infinity);
  });

  it('gives the stage to a screen and puts everyone in a strip beside it', () => {
    const placements = layOutStage([own, person('ann'), screen], 900, 640);
    expect(placements.get('screen')).toMatchObject({ left: 0, top: 0, width: 672, height: 640 });
    expect(placements.get('ann')).toMatchObject({ left: 680, width: 220 });
  });

  it('gives the stage to whom somebody pinned, screens or not', () => {
    const items = [own, person('ann'), person('bob'), screen];
    const placements = layOutStage(items, 900, 640, 'ann');
    expect(placements.get('ann')).toMatchObject({ left: 0, top: 0, width: 672, height: 640 });
    for (const key of ['own', 'bob', 'screen'])
      expect(placements.get(key)).toMatchObject({ left: 680, width: 220 });
  });

  it('forgets a pin whose tile is gone', () => {
    const items = [own, person('bob')];
    expect(layOutStage(items, 900, 640, 'ann')).toEqual(layOutStage(items, 900, 640));
  });

  it('puts the strip under the screen on an upright stage', () => {
    const placements = layOutStage([own, screen], 390, 700);
    expect(placements.get('own')?.top).toBeGreaterThan(
      placements.get('screen')?.height ?? Infinity,
    );
  });

  it.each([
    ['beside', 1_248, 640],
    ['under', 390, 700],
  ])('keeps eight faces %s a screen large enough to know who it is', (_, width, height) => {
    const faces = Array.from({ length: 8 }, (__, index) => person(`face ${index}`));
    const placements = layOutStage([screen, ...faces], width, height);
    for (const { key } of faces) {
      const place = placements.get(key);
      expect(Math.min(place?.width ?? 0, place?.height ?? 0)).toBeGreaterThanOrEqual(48);
      expect((place?.left ?? 0) + (place?.width ?? 0)).toBeLessThanOrEqual(width + 1);
      expect((place?.top ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(height + 1);
    }
  });

  it('places nothing before its size is known', () => {
    expect(layOutStage([own], 0, 0).size).toBe(0);
  });
});
