import { isOwnOrigin } from './own-origin';

const ownOrigins = ['https://meet.example.org'];
const cookie = 'parley_device=x';

describe('an own origin', () => {
  it.each([
    ['the public address', { origin: 'https://meet.example.org', cookie }],
    ['the loopback by name', { origin: 'http://localhost:3000', host: 'localhost:3000', cookie }],
    ['the loopback by number', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
    ['a page that polls its own server', { 'sec-fetch-site': 'same-origin', cookie }],
    ['no browser at all', { host: 'meet.example.org' }],
  ])('is %s', (_, headers) => {
    expect(isOwnOrigin(headers, ownOrigins)).toBe(true);
  });

  it.each([
    ['another site', { origin: 'https://evil.example', host: 'meet.example.org' }],
    ['a site that begins like ours', { origin: 'https://meet.example.org.evil.example' }],
    ['a site that ends like ours', { origin: 'https://evil-meet.example.org' }],
    ['the same name without encryption', { origin: 'http://meet.example.org' }],
    ['another port', { origin: 'https://meet.example.org:8443' }],
    ['a sandboxed page', { origin: 'null', host: 'localhost:3000' }],
    ['another port of the loopback', { origin: 'http://localhost:4000', host: 'localhost:3000' }],
    ['a name rebound to us', { origin: 'http://evil.example:3000', host: 'evil.example:3000' }],
    ['a picture on another site', { 'sec-fetch-site': 'cross-site', cookie }],
    ['a picture on another site, without cookies', { 'sec-fetch-site': 'cross-site' }],
    ['a site beside ours', { 'sec-fetch-site': 'same-site', cookie }],
    [
      'another site, whatever it says',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ],
    ['a browser that hides its origin', { host: 'localhost:3000', cookie }],
    ['nonsense', { origin: 'http://', host: '' }],
  ])('is not %s', (_, headers) => {
    expect(isOwnOrigin(headers, ownOrigins)).toBe(false);
  });
});
