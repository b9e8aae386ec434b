import type { Page } from '@playwright/test';

/** What one page said on its console, in order, for the day a test fails where nobody can look at it. */
export function keepDiary(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`uncaught: ${error.message}`));
  return lines;
}

/** Runs in a page: what its open connections carry, a line for each. */
export async function describeConnections(): Promise<string> {
  const track = (one: MediaStreamTrack | null) =>
    one && `${one.kind} ${one.readyState}${one.muted ? ' muted' : ''}${one.enabled ? '' : ' off'}`;
  const describe = async (connection: RTCPeerConnection) => ({
    state: `${connection.connectionState} ${connection.signalingState}`,
    sends: connection.getSenders().map((sender) => track(sender.track)),
    receives: connection.getReceivers().map((receiver) => track(receiver.track)),
    flows: [...(await connection.getStats()).values()]
      .filter(({ type }) => type === 'inbound-rtp' || type === 'outbound-rtp')
      .map((one) => `${one.type} ${one.kind} ${one.bytesReceived ?? one.bytesSent} bytes`),
  });
  const made = window.peerConnections ?? []; // none before the first page
  const open = made.filter((one) => one.connectionState !== 'closed');
  const described = await Promise.all(open.map(describe));
  return described.map((one) => JSON.stringify(one)).join('\n');
}

/** What a page shows and what its connections carry, in lines. */
export async function describePage(page: Page): Promise<string> {
  const shown = await page.locator('body').ariaSnapshot();
  return `${shown}\n${await page.evaluate(describeConnections)}`;
}
