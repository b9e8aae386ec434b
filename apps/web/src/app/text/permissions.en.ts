import { browserFamily, type BrowserFamily } from '../media/browser-family';

/** What is blocked, as a browser's windows call it and as a sentence does. */
const blockable = {
  microphone: { label: 'Microphone', name: 'microphone' },
  camera: { label: 'Camera', name: 'camera' },
  both: { label: 'Camera and Microphone', name: 'camera' },
} as const;

/** Where this browser keeps the switch that lets a page have a device again, in its own words. */
export function wayToUnblock(
  what: keyof typeof blockable,
  family: BrowserFamily = browserFamily(navigator),
): string {
  const { label, name } = blockable[what];
  const ways: Readonly<Record<BrowserFamily, string>> = {
    chromium: `Click the icon to the left of the address and switch ${label} on`,
    'chromium-android': `Tap the icon to the left of the address, then Permissions, and allow ${label}`,
    firefox: `Click the crossed-out ${name} to the left of the address and clear “Blocked”`,
    'firefox-android': `Tap the icon to the left of the address and allow ${label}`,
    safari: `Open the menu Safari, Settings for this website, and set ${label} to Allow`,
    'safari-ios': `Tap the page menu beside the address, then Website Settings, and set ${label} to Allow`,
    'guest-on-ios': `Open the device’s Settings app, choose this browser there, and switch ${label} on`,
    other: `Allow ${label} in the site settings beside the address`,
  };
  return `${ways[family]}, then try again.`;
}
