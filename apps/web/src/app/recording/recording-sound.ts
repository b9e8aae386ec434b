import { Injectable } from '@angular/core';
import { RememberedSwitch } from '../api/remembered';
import { playNotes } from '../media/play-notes';

const storageKey = 'parley.recording-sound';
const [low, high] = [523.25, 659.25];

/**
 * Two soft notes when a recording starts, the same downwards when it stops; whether they sound is remembered on this
 * device. They go to the loudspeaker alone: what is recorded is made of tracks, and these are in none.
 */
@Injectable({ providedIn: 'root' })
export class RecordingSound extends RememberedSwitch {
  constructor() {
    super(storageKey);
  }

  sayStarted(): void {
    if (this.isOn()) playNotes([low, high]);
  }

  sayStopped(): void {
    if (this.isOn()) playNotes([high, low]);
  }
}
