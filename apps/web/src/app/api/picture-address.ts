import { profileRoutes } from '@parley/contract';
import { addressOf } from './rest-client';

/** Where a person's picture is; empty where they have none. */
export function pictureAddress(pictureId: string | null | undefined): string {
  return pictureId ? addressOf(profileRoutes.readPicture.path, { pictureId }) : '';
}
