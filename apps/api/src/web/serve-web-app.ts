import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { routes } from '@parley/contract';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { forOtherSites, forPartOfPage } from '../http/security-headers';
import { precompressed } from './precompressed';

/** Angular's names of built files end in a hash of their content: `main-4KX2ABCD.js`, `chunk-oh0-Y_3X.js`. */
const hashedName = /-[\w-]{8}\.\w+(\.br|\.gz)?$/;
/** Scripts and styles of a page. A worker's script is a place where code runs, and brings its own policy. */
const pagePart = /[\\/](?!worker)[\w-]+\.(js|css)(\.br|\.gz)?$/;
const embedScript = /[\\/]embed\.js(\.br|\.gz)?$/;
const oneYear = 'public, max-age=31536000, immutable';

const ownPaths = new Set<string>(Object.values(routes).map(({ path }) => path));

/**
 * Serves the built web app from `root`: its files, and index.html for every page address that the app knows itself.
 *
 * @param isEmbeddable whether other sites may load the script that shows a room in their pages.
 */
export function serveWebApp(root: string, isEmbeddable: boolean): Router {
  const router = Router();
  const index = join(root, 'index.html');
  router.use(precompressed(root));
  router.use(
    express.static(root, {
      index: false,
      redirect: false,
      setHeaders: (response: Response, path: string) => {
        response.setHeader('Cache-Control', hashedName.test(path) ? oneYear : 'no-cache');
        if (pagePart.test(path)) forPartOfPage(response);
        if (isEmbeddable && embedScript.test(path)) forOtherSites(response);
      },
    }),
  );
  router.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPageRequest(request) || !existsSync(index)) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
  return router;
}

/** A missing script must be a 404 and no page, or browsers report nonsense; the same goes for the API's addresses. */
function isPageRequest(request: Request): boolean {
  const { method, path } = request;
  return (
    (method === 'GET' || method === 'HEAD') &&
    extname(path) === '' &&
    !/^\/(api|socket\.io)(\/|$)/.test(path) &&
    !ownPaths.has(path) &&
    request.accepts('html') === 'html'
  );
}
