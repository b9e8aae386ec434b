import type { MeshSignal, RemoteAddress, Signaling, SignalListener } from '@parley/mesh';
import type { MeetingStore } from '../meeting-store';
import type { MeetingClient } from './meeting-client';

/** Signaling through the meeting's server, which passes signals on between those on its roster and nobody else. */
export class ServerSignaling implements Signaling {
  constructor(
    private readonly client: MeetingClient,
    private readonly meeting: MeetingStore,
  ) {}

  async sendSignal(to: RemoteAddress, sequence: number, signal: MeshSignal): Promise<boolean> {
    const { isDelivered } = await this.client.request('signaling:send-signal', {
      to: to.participantId,
      toPageId: to.pageId,
      sequence,
      signal,
    });
    return isDelivered;
  }

  onSignal(listener: SignalListener): () => void {
    return this.meeting.observe({
      signalSent: ({ from, fromPageId, sequence, signal }) =>
        listener({ participantId: from, pageId: fromPageId }, sequence, signal),
    });
  }
}
