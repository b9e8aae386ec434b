import {
  factorOfWheel,
  factorToStop,
  followGrip,
  frameMiddle,
  gripOf,
  keepInside,
  moveZoom,
  type Point,
  roomOf,
  toggleZoom,
  transformOf,
  whole,
  type Zoom,
  type ZoomRoom,
} from './zoom';

/** A picture of 1600 × 900 in a frame of 800 × 600: shown at 800 × 450, with bars above and below. */
const room = roomOf({ width: 800, height: 600 }, { width: 1_600, height: 900 }, 1);
const still = { from: frameMiddle, to: frameMiddle };

/** Where a point of the picture (0 to 1) stands in the frame. */
const placeOf = ({ x, y }: Point, { scale, middle }: Zoom, { picture }: ZoomRoom): Point => ({
  x: (x - middle.x) * picture.width * scale,
  y: (y - middle.y) * picture.height * scale,
});

describe('roomOf', () => {
  it('fits the picture whole and knows how large its own pixels would be', () => {
    expect(room.picture).toEqual({ width: 800, height: 450 });
    expect(room.ownScale).toBe(2);
    expect(roomOf({ width: 800, height: 600 }, { width: 1_600, height: 900 }, 2).ownScale).toBe(1);
  });
});

describe('moveZoom', () => {
  it.each([[{ x: 0, y: 0 }], [{ x: 120, y: -60 }], [{ x: -300, y: 150 }]])(
    'keeps what is under the pointer at %o where it is',
    (at) => {
      const first = moveZoom(whole, { ...still, factor: 3 }, room);
      const zoom = moveZoom(first, { from: at, to: at, factor: 1.2 }, room);
      const under = {
        x: first.middle.x + at.x / (room.picture.width * first.scale),
        y: first.middle.y + at.y / (room.picture.height * first.scale),
      };
      const place = placeOf(under, zoom, room);
      expect(place.x).toBeCloseTo(at.x);
      expect(place.y).toBeCloseTo(at.y);
    },
  );

  it('never goes below the whole picture nor above four times', () => {
    expect(moveZoom(whole, { ...still, factor: 0.2 }, room)).toEqual(whole);
    expect(moveZoom(whole, { ...still, factor: 50 }, room).scale).toBe(4);
  });

  it('goes to the own pixels of a picture that is larger than four frames', () => {
    const large = roomOf({ width: 400, height: 300 }, { width: 3_840, height: 2_160 }, 1);
    expect(moveZoom(whole, { ...still, factor: 50 }, large).scale).toBeCloseTo(9.6);
  });

  it('stops at the edges of the picture', () => {
    const zoom = moveZoom(whole, { ...still, factor: 2 }, room);
    const far = moveZoom(zoom, { from: frameMiddle, to: { x: 9_000, y: -9_000 }, factor: 1 }, room);
    const corner = placeOf({ x: 0, y: 1 }, far, room);
    expect(corner.x).toBeCloseTo(-400);
    expect(corner.y).toBeCloseTo(300);
  });
});

describe('keepInside', () => {
  it('centres a picture that is lower than its frame and leaves the other way alone', () => {
    const zoom = keepInside({ scale: 1.2, middle: { x: 0.45, y: 0.9 } }, room);
    expect(zoom.middle).toEqual({ x: 0.45, y: 0.5 });
  });

  it('changes nothing when a picture of the same shape comes in other pixels', () => {
    const zoom = moveZoom(whole, { from: { x: 99, y: 9 }, to: { x: 99, y: 9 }, factor: 3 }, room);
    const finer = roomOf(room.frame, { width: 3_200, height: 1_800 }, 1);
    expect(keepInside(zoom, finer)).toEqual(zoom);
    expect(transformOf(zoom, finer)).toBe(transformOf(zoom, room));
  });
});

describe('factorToStop', () => {
  it.each([
    [1, 1, 1.5],
    [1.2, 1, 1.5],
    [4, 1, 4],
    [4, -1, 3],
    [1.2, -1, 1],
    [1, -1, 1],
    [9, 1, 9],
  ] as const)('goes from %d by %d to %d', (scale, step, next) => {
    expect(scale * factorToStop(scale, step)).toBeCloseTo(next);
  });
});

describe('factorOfWheel', () => {
  it('undoes a turn by the turn back', () => {
    expect(factorOfWheel(-100)).toBeGreaterThan(1.1);
    expect(factorOfWheel(-100) * factorOfWheel(100)).toBeCloseTo(1);
  });
});

describe('toggleZoom', () => {
  it('goes to the own pixels, and back to the whole', () => {
    const own = toggleZoom(whole, { x: 10, y: 10 }, room);
    expect(own.scale).toBe(2);
    expect(toggleZoom(own, { x: 10, y: 10 }, room)).toEqual(whole);
  });

  it('doubles a picture whose own pixels are no larger than what is seen', () => {
    const small = roomOf({ width: 800, height: 450 }, { width: 800, height: 450 }, 1);
    expect(toggleZoom(whole, frameMiddle, small).scale).toBe(2);
  });
});

describe('two fingers', () => {
  it('hold the two points of the picture that they touched', () => {
    const start: Zoom = { scale: 2, middle: { x: 0.5, y: 0.5 } };
    const [from, to] = [
      [
        { x: -50, y: 0 },
        { x: 50, y: 0 },
      ],
      [
        { x: -70, y: 10 },
        { x: 80, y: 10 },
      ],
    ].map(gripOf);
    if (!from || !to) throw new Error('no grip');
    const zoom = followGrip(start, from, to, room);
    expect(zoom.scale).toBe(3);
    const left = placeOf({ x: 0.5 - 50 / 1_600, y: 0.5 }, zoom, room);
    expect(left.x).toBeCloseTo(-70);
    expect(left.y).toBeCloseTo(10);
  });

  it('are none without a finger', () => {
    expect(gripOf([])).toBeNull();
  });
});
