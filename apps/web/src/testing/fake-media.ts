/** What jsdom's media elements lack: they play and pause, and say so, but have no picture. Lifetime: until undone. */
export function fakeMedia(): { undo(): void } {
  const media = HTMLMediaElement.prototype;
  const paused = new WeakMap<HTMLMediaElement, boolean>();
  const spies = [
    jest.spyOn(media, 'paused', 'get').mockImplementation(function (this: HTMLMediaElement) {
      return paused.get(this) ?? true;
    }),
    jest.spyOn(media, 'play').mockImplementation(function (this: HTMLMediaElement) {
      paused.set(this, false);
      this.dispatchEvent(new Event('play'));
      return Promise.resolve();
    }),
    jest.spyOn(media, 'pause').mockImplementation(function (this: HTMLMediaElement) {
      paused.set(this, true);
      this.dispatchEvent(new Event('pause'));
    }),
  ];
  return { undo: () => spies.forEach((spy) => spy.mockRestore()) };
}
