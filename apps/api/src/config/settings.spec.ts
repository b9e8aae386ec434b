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
      store: 'disk',
      dataDir: resolve('./data'),
      databaseUrl: undefined,
      iceServers: [],
      stunUrls: [],
      turn: undefined,
      maxParticipants: 8,
      camera: { usualSize: 'vga', largestSize: 'full-hd' },
      signUp: 'open',
      embedOrigins: [],
      logLevel: 'info',
      trustProxy: [],
      recording: { days: undefined, personQuotaBytes: undefined, quotaBytes: undefined },
      fileRelayBytes: 5e9,
    });
  });

  it('refuse whatever would keep something where nothing is to be kept', () => {
    const [STORE, DATABASE_URL] = ['memory', 'postgres://127.0.0.1/x'];
    expect(Settings.from({ STORE })).toMatchObject({ store: 'memory', fileRelayBytes: 0 });
    expect(() => Settings.from({ STORE, DATABASE_URL })).toThrow(
      /^The setting DATABASE_URL must be/,
    );
    const bucket = { S3_BUCKET: 'abc', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
    expect(() => Settings.from({ STORE, ...bucket })).toThrow(/^The setting S3_BUCKET must be/);
    expect(() => Settings.from({ STORE: 'nowhere' })).toThrow(/^The setting STORE must be disk or/);
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
      MAX_PARTICIPANTS: '16',
      CAMERA_SIZE: 'qvga',
      CAMERA_SIZE_MAX: 'hd',
      SIGN_UP: 'invited',
    });
    expect(settings).toMatchObject({
      port: 8443,
      publicUrl: 'https://meet.example',
      ownOrigins: ['https://meet.example'],
      iceServers: [{ urls: 'stun:stun.example:3478' }],
      hasRelay: false,
      trustProxy: ['10.0.0.0/8', '::1'],
      maxParticipants: 16,
      camera: { usualSize: 'qvga', largestSize: 'hd' },
      signUp: 'invited',
      isHttps: true,
    });
  });

  it('take the sites that may embed rooms as a comma list of origins, and nothing else', () => {
    const { embedOrigins } = Settings.from({
      EMBED_ORIGINS: 'https://Intranet.Example/, http://localhost:8080',
    });
    expect(embedOrigins).toEqual(['https://intranet.example', 'http://localhost:8080']);
    for (const wrong of [
      '*',
      'https://*.example',
      'intranet.example',
      'https://a.example/x',
      'https://a;b',
    ])
      expect(() => Settings.from({ EMBED_ORIGINS: wrong })).toThrow(
        /^The setting EMBED_ORIGINS must list the sites/,
      );
  });

  it('take STUN and TURN servers as comma lists', () => {
    const settings = Settings.from({
      STUN_URLS: 'stun:stun.example, stun:[2001:db8::1]:3478',
      TURN_URLS: 'turn:turn.example:3478?transport=udp,turns:192.0.2.1:5349?transport=tcp',
      TURN_SECRET: 'sixteen letters!',
    });
    expect(settings).toMatchObject({
      stunUrls: ['stun:stun.example', 'stun:[2001:db8::1]:3478'],
      turn: {
        urls: ['turn:turn.example:3478?transport=udp', 'turns:192.0.2.1:5349?transport=tcp'],
        secret: 'sixteen letters!',
      },
      hasRelay: true,
    });
  });

  it('know a relay that is given with a fixed password, too', () => {
    const server = { urls: ['stun:a.example', 'turns:b.example'], username: 'u', credential: 'c' };
    expect(Settings.from({ ICE_SERVERS: JSON.stringify([server]) }).hasRelay).toBe(true);
  });

  it('name the half that is missing of a relay and its secret', () => {
    const urlsOnly = () => Settings.from({ TURN_URLS: 'turn:turn.example' });
    expect(urlsOnly).toThrow(/^The setting TURN_SECRET is missing: TURN_URLS needs it/);
    const secretOnly = () => Settings.from({ TURN_SECRET: 'sixteen letters!' });
    expect(secretOnly).toThrow(/^The setting TURN_URLS is missing: /);
  });

  it('take an OpenID provider, called by its host where it has no name', () => {
    expect(Settings.from({}).oidc).toBeUndefined();
    const given = { OIDC_ISSUER: 'https://login.example/realms/x', OIDC_CLIENT_ID: 'parley' };
    expect(Settings.from(given).oidc).toEqual({
      issuer: 'https://login.example/realms/x',
      clientId: 'parley',
      clientSecret: undefined,
      name: 'login.example',
      scopes: 'openid profile email',
      signsOutThere: false,
    });
    expect(Settings.from({ ...given, OIDC_NAME: 'Work' }).oidc?.name).toBe('Work');
  });

  it('name the half that is missing of a provider', () => {
    const issuerOnly = () => Settings.from({ OIDC_ISSUER: 'https://login.example' });
    expect(issuerOnly).toThrow(/^The setting OIDC_CLIENT_ID is missing: /);
    const clientOnly = () => Settings.from({ OIDC_CLIENT_ID: 'parley' });
    expect(clientOnly).toThrow(/^The setting OIDC_ISSUER is missing: /);
  });

  it('name a usual camera size beyond the largest', () => {
    const read = () => Settings.from({ CAMERA_SIZE: 'hd', CAMERA_SIZE_MAX: 'vga' });
    expect(read).toThrow('The setting CAMERA_SIZE must not be larger than CAMERA_SIZE_MAX.');
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
    ['STUN_URLS', 'stun.example'],
    ['STUN_URLS', 'stun:stun.example,'],
    ['TURN_URLS', 'turn://turn.example'],
    ['TURN_URLS', 'turn:turn.example?transport=sctp'],
    ['TURN_URLS', 'stun:stun.example'],
    ['TURN_SECRET', 'too short'],
    ['MAX_PARTICIPANTS', '1'],
    ['MAX_PARTICIPANTS', '17'],
    ['MAX_PARTICIPANTS', 'many'],
    ['CAMERA_SIZE', '720p'],
    ['CAMERA_SIZE_MAX', 'huge'],
    ['OIDC_ISSUER', 'login.example'],
    ['OIDC_ISSUER', 'http://login.example'],
    ['OIDC_ISSUER', 'https://login.example/?x=1'],
    ['OIDC_SCOPES', 'profile email'],
    ['SMTP_URL', 'mail.example:25'],
    ['SMTP_URL', 'https://mail.example'],
    ['MAIL_FROM', 'Parley'],
    ['MAIL_FROM', 'a@b.example\r\nBcc: c@d.example'],
    ['S3_ENDPOINT', 's3.example'],
    ['S3_ENDPOINT', 'https://s3.example/bucket'],
    ['S3_REGION', 'EU Central'],
    ['S3_BUCKET', 'Recordings'],
    ['S3_PREFIX', '../up'],
    ['S3_FORCE_PATH_STYLE', 'yes'],
    ['RECORDING_DAYS', '0'],
    ['RECORDING_DAYS', '1.5'],
    ['RECORDING_QUOTA', '20'],
    ['RECORDING_QUOTA', '-1GB'],
    ['FILE_RELAY_BYTES', '5'],
    ['RECORDING_QUOTA_PER_PERSON', '20 gigabytes'],
    ['SIGN_UP', 'closed'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/8,*'],
  ])('stop the start with one sentence naming %s when it is %s', (name, value) => {
    const read = () => Settings.from({ [name]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(new RegExp(`^The setting ${name} [^\n]+\\.$`));
  });

  it('say how long and how much is recorded, and nothing where nobody says so', () => {
    const given = {
      RECORDING_DAYS: '30',
      RECORDING_QUOTA_PER_PERSON: '20GB',
      RECORDING_QUOTA: '1.5 TB',
    };
    const { recording } = Settings.from(given);
    expect(recording).toEqual({ days: 30, personQuotaBytes: 20e9, quotaBytes: 1.5e12 });
    expect(Settings.from({}).recording).toEqual({});
  });

  it('send mail with both halves only', () => {
    const both = {
      SMTP_URL: 'smtps://me:p%40ss@mail.example',
      MAIL_FROM: 'Parley <p@meet.example>',
    };
    expect(Settings.from(both).mail).toEqual({ url: both.SMTP_URL, from: both.MAIL_FROM });
    expect(Settings.from({}).mail).toBeUndefined();
    const { SMTP_URL, MAIL_FROM } = both;
    expect(() => Settings.from({ SMTP_URL })).toThrow(/^The setting MAIL_FROM is missing/);
    expect(() => Settings.from({ MAIL_FROM })).toThrow(/^The setting SMTP_URL is missing/);
  });

  describe('for a bucket', () => {
    const given = {
      S3_BUCKET: 'recordings',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'canary-4711',
    };

    it('are complete with its name and a key', () => {
      expect(Settings.from({}).s3).toBeUndefined();
      expect(Settings.from(given).s3).toEqual({
        endpoint: undefined,
        region: 'us-east-1',
        bucket: 'recordings',
        accessKeyId: 'id',
        secretAccessKey: 'canary-4711',
        prefix: '',
        forcePathStyle: false,
      });
    });

    it('name buckets in the path where the server is not Amazon', () => {
      const own = { ...given, S3_ENDPOINT: 'https://s3.example/', S3_PREFIX: 'parley/recordings' };
      expect(Settings.from(own).s3).toMatchObject({
        endpoint: 'https://s3.example',
        prefix: 'parley/recordings/',
        forcePathStyle: true,
      });
      const hosted = Settings.from({ ...own, S3_FORCE_PATH_STYLE: 'false' });
      expect(hosted.s3?.forcePathStyle).toBe(false);
    });

    it.each(Object.keys(given))('stop the start without %s', (missing) => {
      const half = () => Settings.from({ ...given, [missing]: undefined });
      expect(half).toThrow(new RegExp(`^The setting ${missing} is missing: S3_[A-Z_]+ alone`));
      expect(half).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('canary-4711') }),
      );
    });

    it.each(['S3_ENDPOINT', 'S3_REGION', 'S3_PREFIX', 'S3_FORCE_PATH_STYLE'])(
      'stop the start where there is only %s',
      (name) => {
        const values = {
          S3_ENDPOINT: 'https://s3.example',
          S3_REGION: 'eu-central-1',
          S3_PREFIX: 'parley',
          S3_FORCE_PATH_STYLE: 'true',
        };
        const only = () => Settings.from({ [name]: values[name as keyof typeof values] });
        expect(only).toThrow(`The setting S3_BUCKET is missing: ${name} alone`);
      },
    );
  });

  it('never repeat a value, which may be a secret', () => {
    const canary = 'mysql://root:canary-4711@localhost/x';
    expect(() => Settings.from({ DATABASE_URL: canary })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('canary-4711') }),
    );
    expect(() => Settings.from({ TURN_SECRET: 'canary-4711' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('canary-4711') }),
    );
    expect(() => Settings.from({ ICE_SERVERS: '{"credential":"canary-4711' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('canary-4711') }),
    );
  });
});
