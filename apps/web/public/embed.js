// Shows a Parley room in a page of another site, where the server's EMBED_ORIGINS names that site:
// <script src="https://meet.example.org/embed.js" data-room="abcd-efgh-jkmn" data-view="files"></script>
(() => {
  'use strict';
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { room = '', view, name, title = 'Parley', height = '640px' } = script.dataset;
  if (!/^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$/.test(room)) {
    console.error('Parley: data-room is missing or is no room, like abcd-efgh-jkmn');
    return;
  }
  const address = new URL(`/r/${room}`, script.src);
  if (view) address.searchParams.set('view', view);
  if (name) address.searchParams.set('name', name);
  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = title;
  // Without these the browser refuses devices, whatever people say.
  frame.allow = 'camera; microphone; display-capture; autoplay; fullscreen; clipboard-write';
  frame.style.cssText = `display:block;box-sizing:border-box;width:100%;max-width:100%;border:0`;
  frame.style.height = /^\d+$/.test(height) ? `${height}px` : height;
  script.after(frame);
})();
