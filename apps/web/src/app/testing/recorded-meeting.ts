import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  type Happening,
  type MeetingSnapshot,
  type RecordingPlan,
  type RunningRecording,
  usualRecordingPlan,
} from '@parley/contract';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { openSocket } from '../meeting/connection/open-socket';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { settle } from './fake-devices';
import { FakeSocket } from './fake-socket';
import { at, ids, participant, snapshot } from './meeting-builders';

export const recordingId = 'cccccccc-0000-4000-8000-000000000000';
export const ticket = { recordingId, ticket: 't'.repeat(43) };

export function running(by: string, plan: Partial<RecordingPlan> = {}): RunningRecording {
  return {
    recordingId,
    participantId: by,
    startedAt: at,
    plan: { ...usualRecordingPlan, ...plan },
    isPaused: false,
    pausedMs: 0,
    isKept: true,
  };
}

/** Ann, a moderator, in a meeting with Hanna; the server is in the hands of the test. */
export async function recordedMeeting(
  providers: Provider[],
  more: Partial<MeetingSnapshot> = {},
): Promise<RecordedMeeting> {
  // jsdom has no marks, and nobody reads them here.
  Object.assign(performance, { mark: () => undefined });
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [
      MeetingClient,
      MeetingStore,
      { provide: openSocket, useValue: () => socket },
      ...providers,
    ],
  });
  TestBed.inject(MeetingStore).takeSeat('token');
  const meeting = new RecordedMeeting(socket);
  await meeting.enters(more);
  return meeting;
}

export class RecordedMeeting {
  #sequence = 7;

  constructor(readonly socket: FakeSocket) {}

  async enters(more: Partial<MeetingSnapshot> = {}): Promise<void> {
    this.socket.brings('connect');
    const participants = [participant(ids.hanna), participant(ids.ann, { role: 'moderator' })];
    const { sequence = this.#sequence } = more;
    this.#sequence = sequence;
    const seen = snapshot({ participants, ...more, sequence });
    this.socket.last.answer({
      ok: true,
      data: { type: 'snapshot', snapshot: seen, iceServers: [] },
    });
    await settle();
  }

  async happens(happening: Happening): Promise<void> {
    this.#sequence += 1;
    this.socket.brings('meetings:happened', { sequence: this.#sequence, at, happening });
    TestBed.tick();
    await settle();
  }

  /** Questions to the server by their name, with what they said. */
  asked(event: string): unknown[] {
    return this.socket.asked.filter((one) => one.event === event).map(({ payload }) => payload);
  }

  async answers(event: string, data: unknown): Promise<void> {
    this.#question(event).answer({ ok: true, data });
    await settle();
  }

  async refuses(event: string, code: string): Promise<void> {
    this.#question(event).answer({ ok: false, error: { code, message: code } });
    await settle();
  }

  said(): string[] {
    return TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  }

  #question(event: string) {
    const question = this.socket.asked.findLast((one) => one.event === event);
    if (!question) throw new Error(`${event} was not asked`);
    return question;
  }
}
