import { defineConfig } from '@playwright/test';

/** Where the results go as JSON, when `npm test` asks for them. */
const resultsFile = process.env['PARLEY_RESULTS'];

/**
 * Journeys that leave a core free, because they look at pages or wait for what takes its time on purpose: they run beside
 * the meetings, one at a time. A meeting of several takes both cores, and two at once would only slow each other.
 */
const calmJourneys = [
  ...['account', 'admin', 'attendance', 'auth', 'check', 'check-servers', 'device-faults'],
  ...['healing', 'hostile', 'joining-by-script', 'look-admin', 'no-relay', 'oidc', 'passkeys'],
  ...['recordings-library', 'rooms', 'secrets', 'slow-network', 'turn', 'turn-faults', 'turn-tls'],
].map((name) => `**/${name}.e2e.ts`);

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'meetings', testMatch: '**/*.e2e.ts', testIgnore: calmJourneys, workers: 1 },
    { name: 'calm', testMatch: calmJourneys, workers: 1 },
  ],
  outputDir: '../test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  retries: 0,
  workers: 2,
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
        // Sharing the screen gives a real tab, so that tests can look for what they painted.
        '--use-fake-device-for-media-stream=display-media-type=browser,fps=20',
      ],
    },
  },
});
