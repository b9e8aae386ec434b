import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;
/** What the build compresses. Pictures and fonts are compressed already. */
const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
};

/** Points requests for `x.js` to `x.js.br` or `x.js.gz`, where the build left one beside it and the browser takes it. */
export function precompressed(root: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const contentType = contentTypes[/\.(\w+)$/.exec(request.path)?.[1] ?? ''];
    if (contentType && (request.method === 'GET' || request.method === 'HEAD')) {
      response.vary('Accept-Encoding');
      const encoding = encodings.find(
        ({ name, ending }) =>
          request.acceptsEncodings(name) === name && isFile(root, request.path + ending),
      );
      if (encoding) {
        request.url = request.path + encoding.ending;
        response.setHeader('Content-Encoding', encoding.name);
        response.setHeader('Content-Type', contentType);
      }
    }
    next();
  };
}

/** Built names are plain; whatever is written otherwise is left to the file server, which refuses it. */
function isFile(root: string, path: string): boolean {
  return /^\/[\w./-]+$/.test(path) && normalize(path) === path && existsSync(join(root, path));
}
