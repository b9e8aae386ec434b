import type { Routes } from '@angular/router';
import { whenAdministrator, whenSignedIn, whenSignedOut } from './auth/guards';
import { pageTitles } from './text/common.en';

/** Addresses are a public interface: docs and links out there name them. */
export const appRoutes: Routes = [
  {
    path: 'sign-in',
    title: pageTitles.signIn,
    canActivate: [whenSignedOut],
    loadComponent: () => import('./auth/sign-in-page').then((m) => m.SignInPage),
  },
  {
    path: 'sign-up',
    title: pageTitles.signUp,
    canActivate: [whenSignedOut],
    loadComponent: () => import('./auth/sign-up-page').then((m) => m.SignUpPage),
  },
  {
    path: 'forgot-password',
    title: pageTitles.forgotPassword,
    loadComponent: () => import('./auth/forgot-password-page').then((m) => m.ForgotPasswordPage),
  },
  {
    path: 'reset-password',
    title: pageTitles.resetPassword,
    loadComponent: () => import('./auth/reset-password-page').then((m) => m.ResetPasswordPage),
  },
  {
    path: 'r/:roomId',
    title: pageTitles.room,
    loadComponent: () => import('./door/room-page').then((m) => m.RoomPage),
  },
  {
    path: 'shared/:token',
    title: pageTitles.sharedRecording,
    loadComponent: () =>
      import('./shared-recording/shared-recording-page').then((m) => m.SharedRecordingPage),
  },
  {
    path: 'check',
    title: pageTitles.check,
    loadComponent: () => import('./check/check-page').then((m) => m.CheckPage),
  },
  {
    path: 'direct',
    title: pageTitles.direct,
    loadComponent: () => import('./direct/direct-page').then((m) => m.DirectPage),
  },
  {
    path: '',
    canActivate: [whenSignedIn],
    loadComponent: () => import('./shell/shell').then((m) => m.Shell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'rooms' },
      {
        path: 'rooms',
        title: pageTitles.rooms,
        loadComponent: () => import('./rooms/rooms-page').then((m) => m.RoomsPage),
      },
      {
        path: 'rooms/:roomId/meetings',
        title: pageTitles.meetings,
        loadComponent: () => import('./attendance/meetings-page').then((m) => m.MeetingsPage),
      },
      {
        path: 'rooms/:roomId/meetings/:meetingId',
        title: pageTitles.attendance,
        loadComponent: () => import('./attendance/attendance-page').then((m) => m.AttendancePage),
      },
      {
        path: 'admin',
        title: pageTitles.admin,
        canActivate: [whenAdministrator],
        loadChildren: () => import('./admin/admin.routes').then((m) => m.adminRoutes),
      },
      {
        path: 'recordings',
        title: pageTitles.recordings,
        loadComponent: () => import('./recordings/recordings-page').then((m) => m.RecordingsPage),
      },
      {
        path: 'recordings/:recordingId',
        title: pageTitles.recording,
        loadComponent: () => import('./recordings/recording-page').then((m) => m.RecordingPage),
      },
      {
        path: 'account',
        title: pageTitles.account,
        loadComponent: () => import('./account/account-page').then((m) => m.AccountPage),
      },
    ],
  },
  {
    path: '**',
    title: pageTitles.notFound,
    loadComponent: () => import('./shell/not-found-page').then((m) => m.NotFoundPage),
  },
];

/**
 * What a page of another site can show: a room, and files by codes. The server says the same of the first page
 * (security-headers.ts); from there on nothing in a frame leads to an account (security.md T69).
 */
export const framedRoutes: Routes = appRoutes.filter(({ path }) =>
  ['r/:roomId', 'direct', '**'].includes(path ?? ''),
);
