import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { PasskeySupport } from './passkey-support';

const pageAt = (address: string, isSecureContext: boolean, more: object = {}) => ({
  defaultView: { location: new URL(address), isSecureContext, localStorage, ...more },
});
const known = { PublicKeyCredential: class {} };

describe('passkeys', () => {
  const at = (page: object) => {
    TestBed.resetTestingModule().configureTestingModule({
      providers: [{ provide: DOCUMENT, useValue: page }],
    });
    return TestBed.inject(PasskeySupport).whyNot();
  };

  it.each(['https://meet.example.org', 'http://localhost:3000'])('work at %s', (address) => {
    expect(at(pageAt(address, true, known))).toBeNull();
  });

  it('send somebody on this machine to its name', () => {
    expect(at(pageAt('http://127.0.0.1:3000/sign-in', true, known))).toBe(
      'Passkeys need a name in the address. Open http://localhost:3000 instead.',
    );
  });

  it.each([
    ['http://192.168.1.7:3000', false],
    ['https://192.168.1.7', true],
    ['https://[2001:db8::1]', true],
    ['http://meet.example.org', false],
  ])('need https and a name: not %s', (address, isSecure) => {
    expect(at(pageAt(address, isSecure, known))).toContain('need https and a name');
  });

  it('need a browser that has them', () => {
    expect(at(pageAt('https://meet.example.org', true))).toBe('This browser has no passkeys.');
  });
});
