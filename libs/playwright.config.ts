import { defineConfig } from '@playwright/test';

const resultsFile = process.env['PARLEY_RESULTS'];

/** The real-browser tests of the libraries: one Chromium at a time, because two cores carry no more than one set of calls. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.browser.spec.ts',
  outputDir: '../test-results/browser',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [
    ['list'],
    ...(resultsFile === undefined ? [] : [['json', { outputFile: resultsFile }] as const]),
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream=fps=30',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        '--allow-loopback-in-peer-connection',
        '--disable-features=WebRtcHideLocalIpsWithMdns',
      ],
    },
  },
});
