import type { Routes } from '@angular/router';
import { admin } from '../text/admin.en';
import { AdminPage } from './admin-page';

/** The pages of administrators. */
export const adminRoutes: Routes = [
  {
    path: '',
    component: AdminPage,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'people' },
      {
        path: 'people',
        title: admin.people,
        loadComponent: () => import('./people-page').then((m) => m.PeoplePage),
      },
      {
        path: 'rooms',
        title: admin.rooms,
        loadComponent: () => import('./all-rooms-page').then((m) => m.AllRoomsPage),
      },
      {
        path: 'recordings',
        title: admin.recordings,
        loadComponent: () => import('./all-recordings-page').then((m) => m.AllRecordingsPage),
      },
      {
        path: 'audit',
        title: admin.audit,
        loadComponent: () => import('./audit-page').then((m) => m.AuditPage),
      },
      {
        path: 'server',
        title: admin.server,
        loadComponent: () => import('./server-page').then((m) => m.ServerPage),
      },
    ],
  },
];
