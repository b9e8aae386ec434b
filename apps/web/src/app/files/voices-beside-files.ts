import { InjectionToken } from '@angular/core';

/** Whether this page sends voices over the links that its files take. */
export const voicesBesideFiles = new InjectionToken('voicesBesideFiles', { factory: () => true });
