import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = readFileSync(join(__dirname, '../../../public/embed.js'), 'utf8');

/** Runs the script as an element of a page does, and gives the frame that it made. */
function embed(data: Readonly<Record<string, string>>): HTMLIFrameElement | null {
  document.body.replaceChildren();
  const script = document.createElement('script');
  script.type = 'text/plain';
  script.src = 'https://meet.example/embed.js';
  Object.assign(script.dataset, data);
  document.body.append(script);
  const page = Object.create(document, { currentScript: { value: script } }) as Document;
  const createElement = (name: string) => document.createElement(name);
  Object.defineProperty(page, 'createElement', { value: createElement });
  // What a page does with a script that it loads.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('document', source)(page);
  return document.querySelector('iframe');
}

describe('the embedding script', () => {
  it('shows the room right behind itself, with what a meeting needs allowed', () => {
    const frame = embed({ room: 'abcd-efgh-jkmn' });
    expect(frame?.src).toBe('https://meet.example/r/abcd-efgh-jkmn');
    expect(frame?.previousElementSibling?.tagName).toBe('SCRIPT');
    expect(frame?.title).toBe('Parley');
    expect(frame?.allow ?? frame?.getAttribute('allow')).toBe(
      'camera; microphone; display-capture; autoplay; fullscreen; clipboard-write',
    );
    expect(frame?.style.width).toBe('100%');
    expect(frame?.style.height).toBe('640px');
  });

  it('takes a view, a name, a title and a height', () => {
    const frame = embed({
      room: 'abcd-efgh-jkmn',
      view: 'files',
      name: 'Ann & Bob',
      title: 'Desk',
      height: '80vh',
    });
    expect(frame?.src).toBe('https://meet.example/r/abcd-efgh-jkmn?view=files&name=Ann+%26+Bob');
    expect(frame?.title).toBe('Desk');
    expect(frame?.style.height).toBe('80vh');
    expect(embed({ room: 'abcd-efgh-jkmn', height: '500' })?.style.height).toBe('500px');
  });

  it.each(['', 'abcd', '../rooms', 'abcd-efgh-jkmn/../../admin', 'javascript:alert(1)'])(
    'shows nothing for a room that is none: %s',
    (room) => {
      const said = jest.spyOn(console, 'error').mockImplementation();
      expect(embed({ room })).toBeNull();
      expect(said).toHaveBeenCalledTimes(1);
      said.mockRestore();
    },
  );
});
