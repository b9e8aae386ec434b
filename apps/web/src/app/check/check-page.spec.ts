import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Screen } from '../../testing/screen';
import { ParleyFailure } from '../api/parley-failure';
import { type Check, passed } from './check';
import { type CheckList, checkList } from './check-list';
import { CheckPage } from './check-page';
import { checkOrder } from './check-store';

const works: Check = () => Promise.resolve(passed('It works.'));
const allWork = Object.fromEntries(checkOrder.map((name) => [name, works])) as unknown as CheckList;

describe('the check page', () => {
  let fixture: ComponentFixture<CheckPage>;
  afterEach(() => fixture.destroy());

  async function open(checks: Partial<CheckList> = {}): Promise<Screen> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: checkList, useValue: { ...allWork, ...checks } satisfies CheckList },
      ],
    });
    fixture = TestBed.createComponent(CheckPage);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }

  const stateOf = (name: string) =>
    document.querySelector(`[data-check="${name}"]`)?.getAttribute('data-state');
  const news = () => document.querySelector('[role=status]')?.textContent ?? '';

  it('checks nothing before it is asked to', async () => {
    await open();
    expect(checkOrder.map(stateOf)).toEqual(checkOrder.map(() => 'waiting'));
  });

  it('runs all, one after another, and sums up', async () => {
    const order: string[] = [];
    const noting =
      (name: string): Check =>
      (run) => {
        order.push(name);
        return works(run);
      };
    const screen = await open({ turn: noting('turn'), camera: noting('camera') });
    await screen.press('Start check');
    await screen.settled();
    expect(order).toEqual(['camera', 'turn']);
    expect(screen.text).toContain('Everything works');
    expect(news()).toContain('TURN: passed. It works.');
    expect(screen.has('button', 'Run again')).toBe(true);
  });

  it('asks what only the person knows, in words and buttons', async () => {
    const screen = await open({
      speaker: async ({ scene }) => passed(await scene.ask(['heard', 'not-heard'])),
    });
    await screen.press('Start check');
    expect([stateOf('microphone'), stateOf('speaker'), stateOf('screen')]).toEqual([
      'passed',
      'running',
      'waiting',
    ]);
    expect(news()).toContain('Do you hear it?');
    await screen.press('I heard it');
    await screen.settled();
    expect(stateOf('speaker')).toBe('passed');
    expect(screen.has('button', 'I heard it')).toBe(false);
  });

  it('says what failed, also where a check itself goes wrong or the server is away', async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    const screen = await open({
      recorder: () => Promise.reject(new Error('unforeseen')),
      stun: () => Promise.reject(ParleyFailure.offline('no network')),
    });
    await screen.press('Start check');
    await screen.settled();
    expect(screen.text).toContain('2 things do not work');
    expect(screen.text).toContain('The check itself went wrong.');
    expect(screen.text).toContain('The server cannot be reached.');
    expect([stateOf('recorder'), stateOf('turn')]).toEqual(['failed', 'passed']);
  });

  it('stops at once, by the button and by leaving, and can begin again', async () => {
    const signals: AbortSignal[] = [];
    const screen = await open({
      microphone: ({ signal, scene }) => {
        signals.push(signal);
        scene.showLevel(0.1);
        return new Promise(() => undefined);
      },
    });
    await screen.press('Start check');
    expect(screen.has('[role=meter]', 'Microphone level')).toBe(true);
    await screen.press('Stop');
    await screen.settled();
    expect([stateOf('camera'), stateOf('microphone')]).toEqual(['passed', 'waiting']);
    expect(screen.has('button', 'Copy report')).toBe(false);
    await screen.press('Run again');
    fixture.destroy();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});
