import { linkProblemSentence, requiredSentence } from '../text/join-link.en';
import { readJoinLink } from './join-link';

const read = (query: string) => readJoinLink(new URLSearchParams(query));

describe('the link to a room', () => {
  it('that says nothing asks for nothing', () => {
    expect(read('')).toEqual({
      name: null,
      microphone: 'on',
      camera: 'on',
      view: null,
      isAutomatic: false,
      extra: null,
      problems: [],
    });
  });

  it('brings along what others are to know, as far as it is short', () => {
    expect(read('data-seat=12&data-team=%20red%20')).toMatchObject({
      extra: { seat: '12', team: 'red' },
      problems: [],
    });
    const { extra, problems } = read(`data-seat=${'x'.repeat(600)}`);
    expect(extra).toBeNull();
    expect(problems.map(linkProblemSentence)[0]).toMatch(
      /^The link says data-seat=x+, which is no/,
    );
  });

  it('may give the name, and say what has to be on, may be on, and stays off', () => {
    expect(read('name=%20Ada%20Lovelace%20&camera=off&microphone=required')).toMatchObject({
      name: 'Ada Lovelace',
      camera: 'off',
      microphone: 'required',
      problems: [],
    });
  });

  it('that wants files only opens no device, whatever else it says', () => {
    expect(read('view=files&camera=required&microphone=on')).toMatchObject({
      view: 'files',
      camera: 'off',
      microphone: 'off',
      problems: [],
    });
    const { view, problems } = read('view=<script>');
    expect(view).toBeNull();
    expect(problems.map(linkProblemSentence)).toEqual([
      'The link says view=<script>, where it can say files. It is ignored.',
    ]);
  });

  it('joins by itself only with a name', () => {
    expect(read('name=Ada&join=now').isAutomatic).toBe(true);
    expect(read('join=now')).toMatchObject({
      isAutomatic: false,
      problems: [{ parameter: 'join', value: 'now', rule: 'with-a-name' }],
    });
  });

  it('leaves alone what others add to links', () => {
    expect(read('utm_source=mail&fbclid=x').problems).toEqual([]);
  });

  it.each([
    [
      'camera=maybe',
      'The link says camera=maybe, where it can say on, off or required. It is ignored.',
    ],
    ['name=', 'The link says name=, which is no name that can be used. It is ignored.'],
    ['name=Ada&join=later', 'The link says join=later, where it can say now. It is ignored.'],
    ['join=now', 'The link says join=now, which goes only together with a name. It is ignored.'],
  ])('is told what is wrong with it: %s', (query, sentence) => {
    const { problems, ...rest } = read(query);
    expect(problems.map(linkProblemSentence)).toEqual([sentence]);
    expect(rest).toMatchObject({ microphone: 'on', camera: 'on', isAutomatic: false });
  });

  it('says what it waits for', () => {
    expect(requiredSentence(['microphone'])).toBe(
      'This link asks for your microphone. Switch it on to join.',
    );
    expect(requiredSentence(['microphone', 'camera'])).toMatch(
      /your microphone and your camera\. Switch them/,
    );
  });
});
