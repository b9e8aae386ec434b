/** What `npm run bench recording long` needs outside the page: a browser whose tabs hide, and the looking into files. */
export {
  beepTimes,
  flashTimes,
  longestGap,
  median,
  offsetsMs,
} from '../src/testing/flash-and-beep';
export { RecordedFile } from '../src/testing/recorded-file';
export { TabBrowser } from '../src/testing/tab-browser';
