import { checkReasons } from '../text/check.en';
import { type Check, failed, passed } from './check';

/** Plays one tone on the speaker that meetings use; resolves when it is over, rejects where the browser refuses. */
export type PlayTone = (signal: AbortSignal) => Promise<void>;

/** Plays a tone and takes the person's word: nothing else knows whether a speaker is heard. */
export function speakerCheck({ playTone }: { readonly playTone: PlayTone }): Check {
  return async ({ scene, signal }) => {
    for (;;) {
      const refused = playTone(signal).then(
        () => new Promise<never>(() => undefined),
        (error: unknown) => {
          console.warn('speaker check', error);
          return 'refused' as const;
        },
      );
      const answer = await Promise.race([scene.ask(['heard', 'not-heard', 'again']), refused]);
      if (answer === 'heard') return passed(checkReasons.speakerWorks);
      if (answer === 'not-heard') return failed(checkReasons.speakerSilent);
      if (answer === 'refused') return failed(checkReasons.speakerRefused);
    }
  };
}
