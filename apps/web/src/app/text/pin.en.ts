/** Words for making one picture large. */
export const pinText = {
  pin: (label: string) => `Pin ${label}`,
  unpin: (label: string) => `Unpin ${label}`,
} as const;
