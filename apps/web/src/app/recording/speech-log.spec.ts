import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RestClient } from '../api/rest-client';
import { SpeakingStore } from '../meeting/speaking-store';
import { ids, participant } from '../testing/meeting-builders';
import { recordedMeeting, running, ticket } from '../testing/recorded-meeting';
import { SpeechLog } from './speech-log';

async function logging() {
  jest.spyOn(console, 'warn').mockImplementation();
  const speaking = signal<ReadonlySet<string>>(new Set());
  const callWithTicket = jest.fn((..._: readonly unknown[]) => Promise.resolve());
  await recordedMeeting(
    [
      SpeechLog,
      { provide: SpeakingStore, useValue: { speaking } },
      { provide: RestClient, useValue: { callWithTicket } },
    ],
    {
      recording: running(ids.hanna),
      participants: [
        participant(ids.hanna),
        participant(ids.ann, { recordingConsent: 'declined' }),
      ],
    },
  );
  const log = TestBed.inject(SpeechLog);
  let fileMs: number | null = 0;
  log.begin(() => fileMs);
  const at = (ms: number | null, ...ids: readonly string[]) => {
    fileMs = ms;
    speaking.set(new Set(ids));
    TestBed.tick();
  };
  const sent = () => callWithTicket.mock.calls.map(([, , call]) => call);
  return { log, at, sent, callWithTicket };
}

const said = (...spoke: readonly unknown[]) => ({ ticket: ticket.ticket, body: { spoke } });

describe('who spoke', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is told piece by piece, whoever speaks on in the next one', async () => {
    const { log, at, sent } = await logging();
    at(1_000, ids.hanna);
    at(3_000);
    at(5_000, ids.hanna);
    at(9_000, ids.hanna);
    await log.send(ticket);
    at(11_000);
    await log.send(ticket);
    expect(sent()).toEqual([
      said(
        { name: 'Hanna', fromMs: 1_000, toMs: 3_000 },
        { name: 'Hanna', fromMs: 5_000, toMs: 9_000 },
      ),
      said({ name: 'Hanna', fromMs: 9_000, toMs: 11_000 }),
    ]);
  });

  it('leaves out who is left out, and what was said while nothing was recorded', async () => {
    const { log, at, sent } = await logging();
    at(1_000, ids.ann);
    at(null, ids.hanna);
    await log.send(ticket);
    expect(sent()).toEqual([]);
  });

  it('is told later where the server cannot be reached', async () => {
    const { log, at, sent, callWithTicket } = await logging();
    at(1_000, ids.hanna);
    at(2_000);
    callWithTicket.mockRejectedValueOnce(new Error('offline'));
    await log.send(ticket);
    await log.send(ticket);
    const spoken = said({ name: 'Hanna', fromMs: 1_000, toMs: 2_000 });
    expect(sent()).toEqual([spoken, spoken]);
  });
});
