import { appRoutes, framedRoutes } from './app.routes';

// Workers are named by import.meta, which Jest does not know; no page is loaded here.
describe('the addresses within a frame of another site', () => {
  it('are rooms and codes, and nothing that belongs to an account', () => {
    expect(framedRoutes.map(({ path }) => path)).toEqual(['r/:roomId', 'direct', '**']);
    expect(framedRoutes.every((route) => appRoutes.includes(route))).toBe(true);
    expect(framedRoutes.some(({ canActivate }) => canActivate !== undefined)).toBe(false);
  });
});
