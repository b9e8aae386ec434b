import { APP_BASE_HREF } from '@angular/common';
import {
  type ApplicationConfig,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { appRoutes, framedRoutes } from './app.routes';
import { isFramed } from './shell/framed';
import { noteNavigationError } from './shell/navigation-trouble';
import { PageTitle } from './shell/page-title';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideRouter(
      isFramed(window) ? framedRoutes : appRoutes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withNavigationErrorHandler(noteNavigationError),
    ),
    // In place of a <base> element, which the Content-Security-Policy forbids: one could be injected to turn addresses away.
    { provide: APP_BASE_HREF, useValue: '/' },
    { provide: TitleStrategy, useClass: PageTitle },
  ],
};
