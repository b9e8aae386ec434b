/** What a recording's files are called in the store: the id and an ending, nothing that a person typed. */
export const videoOf = (recordingId: string): string => `${recordingId}.webm`;
export const thumbnailOf = (recordingId: string): string => `${recordingId}.jpg`;
export const mp4Of = (recordingId: string): string => `${recordingId}.mp4`;

/** Everything that there may be of a recording in the store. */
export const filesOf = (recordingId: string): readonly string[] => [
  videoOf(recordingId),
  thumbnailOf(recordingId),
  mp4Of(recordingId),
];
