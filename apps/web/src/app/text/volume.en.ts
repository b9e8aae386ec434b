/** Words for how loud one person or one screen is here. */
export const volumeText = {
  button: (label: string) => `Volume of ${label}`,
  slider: (label: string) => `How loud ${label} is`,
  percent: (volume: number) => `${Math.round(volume * 100)} %`,
} as const;
