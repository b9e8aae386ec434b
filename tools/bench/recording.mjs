import { benchLong } from './recording-long.mjs';
import { benchIngest } from './recording/ingest.mjs';
import { benchKinds } from './recording/kinds.mjs';
import { benchKills } from './recording/kills.mjs';
import { benchMeeting } from './recording/meeting.mjs';
import { benchStop } from './recording/stop.mjs';

const parts = {
  meeting: benchMeeting,
  kinds: benchKinds,
  kills: benchKills,
  ingest: benchIngest,
  stop: benchStop,
  long: benchLong,
};
/** Takes minutes: runs when named. */
const longOnes = ['long'];

/**
 * What a recording is worth: a minute of four people with the offset of sound and picture, every kind of file, what random kills cost, how
 * fast slices are taken in against bare write and fsync, and how long the file takes after the stop. A number after
 * `kills` says how many (`npm run bench recording kills 100`). `long` runs only when named, and a number says how many minutes
 * (`npm run bench recording long 60`): heap, processor, gaps and drift.
 */
export async function benchRecording(words = []) {
  const wanted = Object.keys(parts).filter((name) => words.includes(name));
  const usual = Object.keys(parts).filter((name) => !longOnes.includes(name));
  const count = Number(words.find((word) => /^\d+$/.test(word)) ?? Number.NaN);
  for (const name of wanted.length > 0 ? wanted : usual) {
    console.log(`\n${name}`);
    await parts[name](Number.isNaN(count) ? {} : { count });
  }
}
