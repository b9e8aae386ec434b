const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Words for keeping a still picture of a tile. English is the source language. */
export const pictureText = {
  save: (label: string) => `Save a picture of ${label}`,
  saved: 'Picture saved',
  failed: 'This browser could not save the picture.',
  /** `Ann 2026-01-31 14.05.09.png`, by the clock of this device. */
  fileName: (label: string, at: Date) => {
    const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-');
    const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join('.');
    return `${label} ${day} ${time}.png`;
  },
} as const;
