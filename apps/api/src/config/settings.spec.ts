import { resolve } from 'node:path';
import { Settings } from './settings';
import { SettingsError } from './settings-error';

describe('settings', () => {
  it('need nothing: everything has a default that is safe on a laptop', () => {
    expect({ ...Settings.from({}) }).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      ownOrigins: ['http://127.0.0.1:3000', 'http://localhost:3000'],
      dataDir: resolve('./data'),
      databaseUrl: undefined,
      iceServers: [],
      signUp: 'open',
      logLevel: 'info',
      trustProxy: [],
    });
  });

  it('ignore what is empty or not theirs', () => {
    expect(Settings.from({ PORT: '', DATABASE_URL: '', HOME: '/root' }).port).toBe(3000);
  });

  it('read what the operator gives', () => {
    const settings = Settings.from({
      PORT: '8443',
      PUBLIC_URL: 'https://Meet.Example/',
      ICE_SERVERS: '[{"urls":"stun:stun.example:3478"}]',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      SIGN_UP: 'invited',
    });
    expect(settings).toMatchObject({
      port: 8443,
      publicUrl: 'https://meet.example',
      ownOrigins: ['https://meet.example'],
      iceServers: [{ urls: 'stun:stun.example:3478' }],
      trustProxy: ['10.0.0.0/8', '::1'],
      signUp: 'invited',
      isHttps: true,
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PUBLIC_URL', 'meet.example'],
    ['PUBLIC_URL', 'https://meet.example/parley'],
    ['PUBLIC_URL', 'ftp://meet.example'],
    ['DATABASE_URL', 'mysql://root@localhost/x'],
    ['ICE_SERVERS', 'stun:stun.example'],
    ['ICE_SERVERS', '[{"url":"stun:stun.example"}]'],
    ['SIGN_UP', 'closed'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/8,*'],
  ])('stop the start with one sentence naming %s when it is %s', (name, value) => {
    const read = () => Settings.from({ [name]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(new RegExp(`^The setting ${name} [^\n]+\\.$`));
  });

  it('never repeat a value, which may be a secret', () => {
    const canary = 'mysql://root:canary-4711@localhost/x';
    expect(() => Settings.from({ DATABASE_URL: canary })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('canary-4711') }),
    );
    expect(() => Settings.from({ ICE_SERVERS: '{"credential":"canary-4711' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('canary-4711') }),
    );
  });
});
