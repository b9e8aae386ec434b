import type { ServerHealth } from '@parley/contract';
import type { Settings } from '../config/settings';

const set = (value: unknown) => (value === undefined ? 'not set' : 'set');
const sizeOf = (bytes?: number) => (bytes === undefined ? 'none' : `${bytes / 1e9} GB`);
const list = (values: readonly string[]) => (values.length > 0 ? values.join(', ') : 'none');

/**
 * Settings that help whoever runs the server. Named one by one, so that a setting that is added later stays out until
 * somebody has thought about it; of what holds a secret, only whether it is there.
 */
export function publicSettings(settings: Settings): ServerHealth['settings'] {
  const { turn, mail, camera, recording } = settings;
  return [
    { name: 'PUBLIC_URL', value: settings.publicUrl },
    { name: 'STORE', value: settings.store },
    { name: 'DATABASE_URL', value: set(settings.databaseUrl) },
    { name: 'SIGN_UP', value: settings.signUp },
    { name: 'EMBED_ORIGINS', value: list(settings.embedOrigins) },
    { name: 'MAX_PARTICIPANTS', value: String(settings.maxParticipants) },
    { name: 'CAMERA_SIZE', value: camera.usualSize },
    { name: 'CAMERA_SIZE_MAX', value: camera.largestSize },
    { name: 'STUN_URLS', value: list(settings.stunUrls) },
    { name: 'TURN_URLS', value: list(turn?.urls ?? []) },
    { name: 'TURN_SECRET', value: set(turn) },
    { name: 'ICE_SERVERS', value: String(settings.iceServers.length) },
    { name: 'SMTP_URL', value: set(mail) },
    { name: 'S3_BUCKET', value: set(settings.s3) },
    { name: 'RECORDING_DAYS', value: String(recording.days ?? 'none') },
    { name: 'RECORDING_QUOTA_PER_PERSON', value: sizeOf(recording.personQuotaBytes) },
    { name: 'RECORDING_QUOTA', value: sizeOf(recording.quotaBytes) },
    { name: 'FILE_RELAY_BYTES', value: sizeOf(settings.fileRelayBytes) },
    { name: 'TRUST_PROXY', value: list(settings.trustProxy) },
    { name: 'LOG_LEVEL', value: settings.logLevel },
  ];
}
