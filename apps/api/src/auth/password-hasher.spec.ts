import { Refusal } from '../errors/refusal';
import { PasswordHasher } from './password-hasher';

describe('password hashing', () => {
  const hasher = new PasswordHasher();

  it('is argon2id with the promised cost, salted', async () => {
    const [one, two] = await Promise.all([hasher.hash('blue'), hasher.hash('blue')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('knows the right password and no other', async () => {
    const stored = await hasher.hash('blue');
    expect(await hasher.verify(stored, 'blue')).toBe(true);
    for (const wrong of ['', 'Blue', 'blue ', stored])
      expect(await hasher.verify(stored, wrong)).toBe(false);
  });

  it('is right for nobody where nothing is stored', async () => {
    expect(await hasher.verify(null, 'blue')).toBe(false);
  });

  it('refuses with busy when too many wait, and serves everybody who got in', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () =>
        hasher.verify(null, 'blue').catch((error: unknown) => error),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome instanceof Refusal);
    expect(refused.map(({ code }) => code)).toEqual(Array(8).fill('busy'));
    expect(outcomes.filter((outcome) => outcome === false)).toHaveLength(52);
    expect(await hasher.verify(null, 'blue')).toBe(false);
  });
});
