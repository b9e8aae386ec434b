import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    /** Every RTCPeerConnection this page made, in order; only in tests. */
    peerConnections: RTCPeerConnection[];
  }
}

/** Runs in a page before anything else and keeps a list of the RTCPeerConnections that it makes. */
export function keepPeerConnections(): void {
  const Native = window.RTCPeerConnection;
  window.peerConnections = [];
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.peerConnections.push(this);
    }
  };
}

/** Keeps the RTCPeerConnections of every page, so that a test can ask the browser itself what flows. */
export async function watchPeerConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(keepPeerConnections);
}

export interface Received {
  readonly bytes: number;
  readonly audioBytes: number;
  readonly audioEnergy: number;
  readonly framesDecoded: number;
  readonly openConnections: number;
}

/** Runs in a page: what it has received over all its open peer connections until now. */
export async function countReceived(): Promise<Received> {
  const total = { bytes: 0, audioBytes: 0, audioEnergy: 0, framesDecoded: 0, openConnections: 0 };
  for (const connection of window.peerConnections) {
    if (connection.connectionState === 'closed') continue;
    total.openConnections += 1;
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'transport') total.bytes += report.bytesReceived;
      if (report.type !== 'inbound-rtp') continue;
      total.framesDecoded += report.framesDecoded ?? 0;
      if (report.kind !== 'audio') continue;
      total.audioBytes += report.bytesReceived;
      total.audioEnergy += report.totalAudioEnergy ?? 0;
    }
  }
  return total;
}

/** What a page has received over all its open peer connections until now. */
export async function received(page: Page): Promise<Received> {
  return page.evaluate(countReceived);
}
