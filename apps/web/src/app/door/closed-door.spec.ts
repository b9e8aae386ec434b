import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Door } from '@parley/contract';
import { FakeApi } from '../../testing/fake-api';
import { Screen } from '../../testing/screen';
import { ClosedDoor } from './closed-door';

const open = {
  roomId: 'abcd-efgh-jkmn',
  refusesGuests: false,
  needsInvitation: false,
  opensAt: null,
  isClosed: false,
} as Door;

describe('a door that is shut', () => {
  let fixture: ComponentFixture<ClosedDoor>;
  const due = jest.fn();

  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-21T13:00:00.000Z') }));
  afterEach(() => {
    fixture.destroy();
    due.mockClear();
    jest.useRealTimers();
  });

  function show(door: Partial<Door>): Screen {
    TestBed.configureTestingModule({ providers: [provideRouter([]), new FakeApi().provide()] });
    fixture = TestBed.createComponent(ClosedDoor);
    fixture.componentRef.setInput('door', { ...open, ...door });
    fixture.componentInstance.due.subscribe(due);
    fixture.detectChanges();
    return new Screen(fixture);
  }

  it('lets people with an account sign in and come back', () => {
    const link = show({ refusesGuests: true }).one('a', 'Sign in');
    expect(link.getAttribute('href')).toBe('/sign-in?then=%2Fr%2Fabcd-efgh-jkmn');
  });

  it.each([
    ['By invitation only', { needsInvitation: true }],
    ['This room is closed', { isClosed: true }],
  ])('says why: %s', (heading, door) => {
    expect(show(door).text).toContain(heading);
  });

  it('says when it opens, and looks again when it does, and not too often', () => {
    const screen = show({ opensAt: '2026-11-21T13:12:00.000Z' });
    expect(screen.text).toContain('Opens on Saturday, November 21');
    expect(screen.text).toContain('In 12 minutes');
    jest.advanceTimersByTime(11 * 60_000);
    fixture.detectChanges();
    expect(screen.text).toContain('In 60 seconds');
    expect(due).not.toHaveBeenCalled();
    jest.advanceTimersByTime(61_000);
    fixture.detectChanges();
    expect(due).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(2_000);
    fixture.detectChanges();
    expect(due).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(5_000);
    fixture.detectChanges();
    expect(due).toHaveBeenCalledTimes(2);
  });
});
