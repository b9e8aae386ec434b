import { type Account, routes } from '@parley/contract';
import { SetupTokensService } from '../../auth/setup-tokens.service';
import { type Agent, type TestApi, testPassword } from '../../testing/start-api';

/** The first administrator of a fresh server, signed in. */
export async function administratorOf(
  api: TestApi,
): Promise<Agent & { readonly account: Account }> {
  const agent = api.agent();
  const setupToken = await api.get(SetupTokensService).renew();
  const reply = await agent.post(routes.createAccount.path, {
    ...{ name: 'Ada', email: 'ada@parley.test', password: testPassword },
    setupToken,
  });
  if (reply.status !== 200) throw new Error(`no administrator: ${reply.status} ${reply.text}`);
  return Object.assign(agent, { account: reply.json<Account>() });
}
