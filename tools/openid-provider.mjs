// `node tools/openid-provider.mjs PORT CALLBACK…`: a real OpenID provider on this machine to try signing in with, and for tests.
// PORT 0 is any that is free; it says where it is.
// Whoever types a name is that person, with the email name@example.org; `unverified…` has one that nobody checked.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, ...callbacks] = process.argv.slice(2);

function accountOf(login) {
  const name = login.slice(0, 1).toUpperCase() + login.slice(1);
  const email = `${login}@example.org`;
  return {
    accountId: login,
    claims: () => ({ sub: login, name, email, email_verified: !login.startsWith('unverified') }),
  };
}

const settings = {
  clients: [
    {
      client_id: 'parley',
      client_secret: 'a secret for trying out',
      redirect_uris: callbacks,
      post_logout_redirect_uris: callbacks.map((callback) => new URL('/sign-in', callback).href),
    },
  ],
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
  findAccount: (_context, login) => accountOf(login),
  cookies: { keys: ['only for trying out'] },
  ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
};

// It has to know its address before it is there, and has it when it listens.
const server = createServer().listen(Number(port), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on('request', new Provider(issuer, settings).callback());
  process.stdout.write(`provider at ${issuer}\n`);
});
