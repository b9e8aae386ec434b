import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { trustOwnScripts } from './app/trusted-types';

trustOwnScripts();

// Nothing is there yet that could show this to anybody: the console is all there is.
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
