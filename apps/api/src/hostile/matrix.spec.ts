import {
  type Access,
  type ClientEvent,
  clientEvents,
  may,
  Role,
  type Route,
  routes,
} from '@parley/contract';
import { report } from './testing/report';

const events: readonly ClientEvent[] = Object.values(clientEvents);
const all: readonly Route[] = Object.values(routes);

/** Who can hold a socket, or a token that opened one: the columns of permission-matrix.spec.ts. */
const strangers = ['no seat', 'waiting', 'not entered as host', 'not entered as participant'];
const formerly = ['removed', 'blocked', 'left', 'ended', 'denied', 'moderator of another meeting'];
/** Who can call a route: the columns of access-matrix.spec.ts. */
const callers = ['anonymous', 'other account', 'owner', 'administrator', 'ticket', 'seat'] as const;

const admits: Readonly<Record<Access, readonly (typeof callers)[number][]>> = {
  public: callers,
  account: ['other account', 'owner', 'administrator'],
  owner: ['owner'],
  'owner-or-administrator': ['owner', 'administrator'],
  administrator: ['administrator'],
  ticket: ['ticket'],
  seat: ['seat'],
};

/** Roles that may send an event once they have entered, and who waits or has not entered where its states say so. */
function allowedOf({ states, permission }: ClientEvent): number {
  const roles = states.includes('admitted')
    ? Role.options.filter((role) => !permission || may(role, permission)).length
    : 0;
  return roles + (states.includes('waiting') ? strangers.length - 1 : 0);
}

describe('the matrix of permissions', () => {
  it('has a rule in every row, and says no in most cells', () => {
    const columns = strangers.length + formerly.length + Role.options.length;
    const eventCells = events.length * columns;
    const eventsAllowed = events.reduce((sum, event) => sum + allowedOf(event), 0);
    const routeCells = all.length * callers.length;
    const routesAllowed = all.reduce((sum, { access }) => sum + admits[access].length, 0);
    report(
      `permission matrix: ${events.length} events × ${columns} = ${eventCells} cells, ${eventsAllowed} allowed; ` +
        `${all.length} routes × ${callers.length} = ${routeCells} cells, ${routesAllowed} allowed; ` +
        `${eventCells + routeCells} in all, ${eventsAllowed + routesAllowed} allowed`,
    );
    expect(events.filter(({ states }) => states.length === 0)).toEqual([]);
    expect(eventsAllowed / eventCells).toBeLessThan(0.5);
    expect(routesAllowed / routeCells).toBeLessThan(0.7);
    expect(eventCells + routeCells).toBeGreaterThan(500);
  });
});
