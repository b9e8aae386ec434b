import { partsOf } from './message-parts';

describe('the parts of a message', () => {
  it('are words and http addresses, without the full stop behind them', () => {
    expect(partsOf('See https://example.org/a?b=1. Bye')).toEqual([
      { text: 'See ' },
      { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
      { text: '. Bye' },
    ]);
  });

  it.each([
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<b>',
    '"><img src=x onerror=alert(1)>',
    'http://',
    '{{constructor.constructor("alert(1)")()}}',
  ])('of %p are words only', (text) => {
    expect(partsOf(text)).toEqual([{ text }]);
  });

  it('put together are the message again', () => {
    const text = 'a http://x.example/(b) c https://y.example/d, e';
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
