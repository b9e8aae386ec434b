import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { Settings } from '../config/settings';

/** Powerful features that our pages use; everything else that browsers know under this header is off. */
const permissions = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'speaker-selection=(self)',
  'fullscreen=(self)',
  'autoplay=(self)',
  'screen-wake-lock=(self)',
  'clipboard-write=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
  'serial=()',
  'hid=()',
  'midi=()',
].join(', ');

/** Pages that a site of `EMBED_ORIGINS` may show in its own: a room and codes, never what belongs to an account. */
const embeddable = /^\/(?:r\/[^/]+|direct)\/?$/;

/** Headers on every answer: our own scripts only, frames nowhere but where the operator allows them, no referrer, nothing guessed. */
export function securityHeaders(settings: Settings): RequestHandler[] {
  const usual = helmet(helmetOptions(settings, []));
  const framed = helmet(helmetOptions(settings, settings.embedOrigins));
  return [
    (request: Request, response: Response, next: NextFunction) =>
      (embeddable.test(request.path) ? framed : usual)(request, response, next),
    (_request: Request, response: Response, next: NextFunction) => {
      response.setHeader('Permissions-Policy', permissions);
      next();
    },
  ];
}

function helmetOptions(settings: Settings, embedders: readonly string[]): Readonly<HelmetOptions> {
  const sockets = settings.ownOrigins.map((origin) => origin.replace(/^http/, 'ws'));
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Angular puts the styles of components into style elements, which has no other form without nonces.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        // Older Safari does not count WebSockets of the same host as 'self'.
        connectSrc: ["'self'", ...sockets],
        workerSrc: ["'self'"],
        frameAncestors: embedders.length > 0 ? [...embedders] : ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        // What a page could turn into code needs a policy: Angular's for markup, ours for scripts of our own origin.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['default', 'angular', 'angular#components'],
        ...(settings.isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: settings.isHttps,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // Knows no list of sites; browsers that know frame-ancestors heed that alone.
    xFrameOptions: embedders.length > 0 ? false : { action: 'deny' },
  };
}

/** What browsers obey for pages and workers only: beside dozens of small scripts it would be a fifth of what is sent. */
const forPagesOnly = [
  'Content-Security-Policy',
  'Permissions-Policy',
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
];

/** For scripts and styles that a page loads: the page's own policy rules them. */
export function forPartOfPage(response: Response): void {
  for (const name of forPagesOnly) response.removeHeader(name);
}

/** Answers of the API are for this person now: no cache keeps them. */
export function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

/** The one script that pages of other sites load: it makes a frame, and no more (`apps/web/public/embed.js`). */
export function forOtherSites(response: Response): void {
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}
