import { SettingsError } from './config/settings-error';
import { startFailureOf } from './start-failure';

const failed = (details: object) => Object.assign(new Error('canary'), details);

describe('a start that fails', () => {
  it.each([
    ['a wrong setting', SettingsError.of(['PORT'], 'is wrong'), 'PORT is wrong'],
    ['a taken port', failed({ code: 'EADDRINUSE', syscall: 'listen' }), 'HOST and PORT'],
    ['a port below 1024', failed({ code: 'EACCES', syscall: 'listen' }), 'HOST and PORT'],
    [
      'a name that nobody has',
      failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      'HOST or DATABASE_URL',
    ],
    [
      'a folder of somebody else',
      failed({ code: 'EACCES', syscall: 'mkdir', path: '/canary' }),
      'DATA_DIR',
    ],
    [
      'a folder that is a file',
      failed({ code: 'ENOTDIR', syscall: 'mkdir', path: '/canary' }),
      'DATA_DIR',
    ],
    ['a file in a closed folder', failed({ code: 'SQLITE_CANTOPEN' }), 'DATA_DIR'],
    [
      'a database that is away',
      Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
      'DATABASE_URL',
    ],
    ['a wrong database password', failed({ code: '28P01' }), 'DATABASE_URL'],
  ])('for %s names the setting', (_what, error, setting) => {
    const { sentence, exitCode } = startFailureOf(error);
    expect(exitCode).toBe(2);
    expect(sentence).toContain(setting);
    expect(sentence).toMatch(/^The settings? [^\n]+\.$/);
    expect(sentence).not.toContain('canary');
  });

  it('for anything else says what it was', () => {
    expect(startFailureOf(new Error('out of luck'))).toEqual({
      sentence: 'Parley could not start: Error: out of luck',
      exitCode: 1,
    });
  });
});
