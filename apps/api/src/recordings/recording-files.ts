/** What a recording's files are called in the store: the id and an ending, nothing that a person typed. */
export const videoOf = (recordingId: string): string => `${recordingId}.webm`;
export const thumbnailOf = (recordingId: string): string => `${recordingId}.jpg`;
