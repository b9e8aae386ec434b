import { FileChannelMessage } from '@parley/contract';
import { digestOf, toHex } from './digest';
import { HashListAssembly, hashListMessages, isPiece, provesRoot } from './piece-hash-list';
import { bytesOf } from './testing/party';

const shareId = '6b1f1b4e-8f0e-4f0c-9d6b-0f6f6d8f7a11';
const hashes = bytesOf(32 * 2_500);
const [first, second, third] = hashListMessages(shareId, hashes);
if (!first || !second || !third) throw new Error('three messages carry 2,500 digests');

describe('a list of piece hashes', () => {
  it('goes over in messages that the contract allows, and comes together again', () => {
    for (const message of [first, second, third])
      expect(FileChannelMessage.safeParse(message).success).toBe(true);
    const assembly = new HashListAssembly(2_500);
    expect(assembly.add(first)).toBeNull();
    expect(assembly.add(second)).toBeNull();
    expect(assembly.add(third)).toEqual(hashes);
  });

  it.each([
    ['that comes out of order', [second]],
    ['that comes twice', [first, first]],
    ['that is not base64', [{ ...first, digests: '!' }]],
    ['that is empty', [{ ...first, digests: '' }]],
    ['with half a digest', [{ ...first, digests: 'AAAA' }]],
    ['for more pieces than the file has', [first, second, { ...second, first: 2_048 }]],
  ])('refuses a part %s', (_what, messages) => {
    const assembly = new HashListAssembly(2_500);
    const answers = messages.map((message) => assembly.add(message));
    expect(answers.at(-1)).toBe('refused');
  });

  it('is believed only with the announced root hash', async () => {
    const rootHash = toHex(await digestOf(hashes));
    const forged = hashes.slice();
    forged[77] = (forged[77] ?? 0) ^ 1;
    expect(await provesRoot(hashes, rootHash)).toBe(true);
    expect(await provesRoot(forged, rootHash)).toBe(false);
  });

  it('knows its pieces', () => {
    expect(isPiece(hashes, 3, hashes.slice(96, 128))).toBe(true);
    expect(isPiece(hashes, 4, hashes.slice(96, 128))).toBe(false);
    expect(isPiece(hashes, 9_999, hashes.slice(96, 128))).toBe(false);
  });
});
