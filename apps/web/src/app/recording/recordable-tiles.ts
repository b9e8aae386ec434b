import { computed, inject, Injectable } from '@angular/core';
import type { RecordingPlan } from '@parley/contract';
import { MeetingStore } from '../meeting/meeting-store';
import { meeting, secondScreen } from '../text/meeting.en';

interface RecordableTile {
  readonly id: string;
  readonly name: string;
  readonly tile: NonNullable<RecordingPlan['tile']>;
}

const screens = [
  { source: 'screen_share', nameOf: meeting.screenOf },
  { source: 'second_screen_share', nameOf: secondScreen.screenOf },
] as const;

/** Every person and every shared screen of the meeting, as its tiles are named. */
@Injectable()
export class RecordableTiles {
  readonly #meeting = inject(MeetingStore);

  readonly tiles = computed<readonly RecordableTile[]>(() =>
    this.#meeting.participants().flatMap(({ id, name, publications }) => {
      const own = id === this.#meeting.state()?.self ? meeting.own(name) : name;
      const shared = screens.filter(({ source }) => publications[source]);
      return [
        tileOf(id, 'camera', own),
        ...shared.map(({ source, nameOf }) => tileOf(id, source, nameOf(name))),
      ];
    }),
  );
}

function tileOf(
  participantId: string,
  source: RecordableTile['tile']['source'],
  name: string,
): RecordableTile {
  return { id: `${participantId}/${source}`, name, tile: { participantId, source } };
}
