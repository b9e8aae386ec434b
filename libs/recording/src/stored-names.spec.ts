import * as fc from 'fast-check';
import { labelOf } from './testing/keeping-fakes';
import { parseLabel, printLabel } from './recording-label';
import { parseSliceName, printSliceName, unbroken } from './slice-name';

const slice = fc.record({
  index: fc.integer({ min: 0, max: 9_999_999 }),
  sizeBytes: fc.nat(),
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
});

describe('the name of a slice', () => {
  it('says everything about it', () => {
    fc.assert(
      fc.property(slice, (given) => {
        expect(parseSliceName(printSliceName(given))).toEqual(given);
      }),
    );
  });

  it.each(['label.json', '0000001-3-ab.slice', '.slice', ''])('is not %j', (name) => {
    expect(parseSliceName(name)).toBeNull();
  });
});

describe('slices with a hole', () => {
  it('are in order and end before it', () => {
    const of = (index: number) => ({ index, sizeBytes: 1, sha256: '0'.repeat(64) });
    expect(unbroken([of(7), of(4), of(5), of(8)])).toEqual([of(4), of(5)]);
    expect(unbroken([])).toEqual([]);
  });
});

describe('the label of a recording', () => {
  it('can be read back', () => {
    expect(parseLabel(printLabel(labelOf('a')))).toEqual(labelOf('a'));
  });

  it.each(['', '{"recordingId":"a"', 'null', '[]', '{"recordingId":1}'])(
    'is none when it says %j',
    (text) => {
      expect(parseLabel(text)).toBeNull();
    },
  );
});
