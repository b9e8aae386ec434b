import { DOCUMENT, inject, Injectable } from '@angular/core';
import { ParleyFailure } from '../../api/parley-failure';
import { saveAs } from '../../shell/save-as';
import { Toasts } from '../../shell/toasts';
import { sentenceFor } from '../../text/errors.en';
import { pictureText as text } from '../../text/picture.en';
import { MeetingClient } from '../connection/meeting-client';
import { MeetingStore } from '../meeting-store';

/** What is seen of somebody at this moment. */
export interface Seen {
  readonly participantId: string;
  /** As the tile is called. */
  readonly label: string;
  readonly video: HTMLVideoElement;
}

/** Keeps still pictures of tiles, as large as they are sent. Whoever is on one is told first, or there is none. */
@Injectable()
export class PictureTaker {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);
  readonly #document = inject(DOCUMENT);

  async take({ participantId, label, video }: Seen): Promise<void> {
    const name = text.fileName(label, new Date());
    try {
      const picture = await this.#pictureOf(video);
      if (participantId !== this.#meeting.state()?.self)
        await this.#client.request('recordings:take-picture', { participantId });
      this.#toasts.show(picture ? text.saved : text.failed);
      if (picture) saveAs(picture, name);
    } catch (error) {
      this.#toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }

  /** Null where the browser has no frame, or no memory for one. */
  #pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
    const { videoWidth: width, videoHeight: height } = video;
    const canvas = Object.assign(this.#document.createElement('canvas'), { width, height });
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  }
}
