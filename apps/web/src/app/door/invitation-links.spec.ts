import { TestBed } from '@angular/core/testing';
import { InvitationLinks } from './invitation-links';

const roomId = 'abcd-efgh-jkmn';
const secret = 'S'.repeat(43);

describe('an invitation link', () => {
  let links: InvitationLinks;
  beforeEach(() => {
    sessionStorage.clear();
    links = TestBed.inject(InvitationLinks);
  });
  afterAll(() => history.replaceState(null, '', '/'));

  const open = (address: string) => {
    history.replaceState({ navigationId: 1 }, '', address);
    links.take(roomId);
  };

  it('is out of the address at once, and known to this tab', () => {
    open(`/r/${roomId}?camera=off#i=${secret}`);
    expect(location.pathname + location.search + location.hash).toBe(`/r/${roomId}?camera=off`);
    expect(history.state).toEqual({ navigationId: 1 });
    expect(links.read(roomId)).toBe(secret);
    expect(links.read('xxxx-xxxx-xxxx')).toBeNull();
    links.forget(roomId);
    expect(links.read(roomId)).toBeNull();
  });

  it('that is none is out of the address, too, and nothing else', () => {
    open(`/r/${roomId}#i=nonsense`);
    expect(location.hash).toBe('');
    expect(links.read(roomId)).toBeNull();
    open(`/r/${roomId}#main`);
    expect(location.hash).toBe('#main');
  });
});
