import { TestBed } from '@angular/core/testing';
import { PageReturn, reloadPage } from './page-return';

describe('a page of a meeting that is shown', () => {
  const shows = (persisted: boolean) =>
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

  function create() {
    const reload = jest.fn();
    TestBed.configureTestingModule({
      providers: [PageReturn, { provide: reloadPage, useValue: reload }],
    });
    TestBed.inject(PageReturn);
    return reload;
  }

  it('is loaded anew when the browser had put it aside, and only then', () => {
    const reload = create();
    shows(false);
    expect(reload).not.toHaveBeenCalled();
    shows(true);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('is left alone once the meeting is over', () => {
    const reload = create();
    TestBed.resetTestingModule();
    shows(true);
    expect(reload).not.toHaveBeenCalled();
  });
});
