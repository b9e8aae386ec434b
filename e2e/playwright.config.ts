import { defineConfig } from '@playwright/test';

/** Where the results go as JSON, when `npm test` asks for them. */
const resultsFile = process.env['PARLEY_RESULTS'];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  retries: 0,
  workers: 1,
  forbidOnly: true,
  reporter: [['list'], ...(resultsFile ? [['json', { outputFile: resultsFile }] as const] : [])],
  use: {
    viewport: { width: 1280, height: 800 },
    // Traces keep every frame of every participant: on only where somebody looks for a fault.
    trace: process.env['PARLEY_TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
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
        '--autoplay-policy=no-user-gesture-required',
        '--allow-loopback-in-peer-connection',
        '--disable-features=WebRtcHideLocalIpsWithMdns',
        '--use-fake-ui-for-media-stream',
        // Sharing the screen gives a real tab, so that tests can look for what they painted. Eight pictures a second
        // move, and leave two cores to those who are looked at.
        '--use-fake-device-for-media-stream=display-media-type=browser,fps=8',
      ],
    },
  },
});
