import { limits } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import { type Try, TryLimiter } from './try-limiter';

const room: Try = { kind: 'room-password-room', key: 'abcd-efgh-jkmn' };
const address: Try = { kind: 'room-password-address', key: '192.0.2.7' };
const times = <T>(count: number, work: () => Promise<T>) =>
  Promise.all(Array.from({ length: count }, () => work().catch((error: unknown) => error)));

describe('the limit of tries', () => {
  it('holds for tries at the same moment, and says when to come back', async () => {
    const limiter = new TryLimiter();
    const outcomes = await times(30, () => limiter.consume(room));
    const refusals = outcomes.filter((outcome) => outcome instanceof Refusal);
    expect(refusals).toHaveLength(30 - limits.roomPasswordTriesPerRoom);
    expect(refusals[0]).toMatchObject({ code: 'too-many-tries' });
    expect(refusals[0]?.retryAfterSeconds).toBeGreaterThan(0);
    expect(refusals[0]?.retryAfterSeconds).toBeLessThanOrEqual(limits.triesWindowSeconds);
    expect(await limiter.retryAfterSeconds(room)).toBeGreaterThan(0);
  });

  it('is one for each key', async () => {
    const limiter = new TryLimiter();
    await times(30, () => limiter.consume(room));
    await expect(limiter.consume({ ...room, key: 'other' })).resolves.toBeUndefined();
    expect(await limiter.retryAfterSeconds(address)).toBe(0);
  });

  it('gives back what was right', async () => {
    const limiter = new TryLimiter();
    for (let round = 0; round < 3 * limits.roomPasswordTriesPerRoom; round += 1) {
      await limiter.consume(address, room);
      await limiter.giveBack(address, room);
    }
    expect(await limiter.retryAfterSeconds(room)).toBe(0);
  });

  it('lets an address that is used up cost the room nothing', async () => {
    const limiter = new TryLimiter();
    await times(limits.roomPasswordTriesPerAddress, () => limiter.consume(address));
    await times(50, () => limiter.consume(address, room));
    expect(await limiter.retryAfterSeconds(room)).toBe(0);
    await expect(limiter.consume(room)).resolves.toBeUndefined();
  });
});
