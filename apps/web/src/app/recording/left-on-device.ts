import { DOCUMENT, inject, signal, type Signal } from '@angular/core';

/** Where the recorder keeps its slices, see OpfsSliceStore. */
const folderName = 'recordings';

/** True where an earlier visit left something of a recording here; found out before any of the recorder's code is loaded. */
export function leftOnDevice(): Signal<boolean> {
  const isLeft = signal(false);
  const window = inject(DOCUMENT).defaultView;
  if (window) void isAnythingLeft(window.navigator).then((answer) => isLeft.set(answer));
  return isLeft.asReadonly();
}

async function isAnythingLeft(navigator: Navigator): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(folderName);
    const first = await folder.keys().next();
    return first.done !== true;
  } catch {
    // No such folder, or a browser that lets nothing be kept, as some private windows and plain http.
    return false;
  }
}
