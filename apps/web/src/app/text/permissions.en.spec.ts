import { browserFamily } from '../media/browser-family';
import { captureSentence, captureSentenceForBoth } from './media.en';
import { wayToUnblock } from './permissions.en';

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)';
const android = 'Mozilla/5.0 (Linux; Android 10; K)';

describe('the way to a blocked permission', () => {
  it.each([
    [`${mac} ${blink} Chrome/140.0.0.0 Safari/537.36`, 0, /left of the address and switch Camera/],
    [`${mac} ${blink} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, 0, /switch Camera on/],
    [`${android} ${blink} Chrome/140.0.0.0 Mobile Safari/537.36`, 5, /^Tap .* then Permissions/],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      0,
      /crossed-out cam/,
    ],
    [
      'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
      5,
      /^Tap .* allow Cam/,
    ],
    [`${mac} ${webKit} Version/18.5 Safari/605.1.15`, 0, /menu Safari, Settings for this website/],
    [`${iPhone} ${webKit} Version/18.5 Mobile/15E148 Safari/604.1`, 5, /Website Settings/],
    [`${mac} ${webKit} Version/18.5 Safari/605.1.15`, 5, /Website Settings/],
    [`${iPhone} ${webKit} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 5, /Settings app/],
    ['Mozilla/5.0 (compatible)', 0, /^Allow Camera in the site settings/],
  ])('is told as it is in %s (%i touches)', (userAgent, maxTouchPoints, words) => {
    const way = wayToUnblock('camera', browserFamily({ userAgent, maxTouchPoints }));
    expect(way).toMatch(words);
    expect(way).toMatch(/then try again\.$/);
  });

  it('follows the name of what is blocked, whichever and both', () => {
    expect(captureSentence('microphone', 'denied')).toMatch(/^The microphone is blocked .*Microph/);
    expect(captureSentence('camera', 'denied')).toMatch(/^The camera is blocked .*Camera/);
    expect(captureSentenceForBoth('denied')).toMatch(
      /^Camera and microphone are blocked .*Camera and Microphone/,
    );
  });

  it('is another one where the system holds the device back from the whole browser', () => {
    expect(captureSentence('camera', 'system-denied')).toMatch(/system.*privacy settings/);
  });
});
