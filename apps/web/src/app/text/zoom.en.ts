/** Words on a shared screen that is looked at from close by. */
export const zoomText = {
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  percent: (scale: number) => `${Math.round(scale * 100)} %`,
  announced: (scale: number) => `Zoom ${Math.round(scale * 100)} %`,
} as const;
