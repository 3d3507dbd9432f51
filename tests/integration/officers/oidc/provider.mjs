// A provider of identities as administrations run them: `node provider.mjs ID SECRET CALLBACK`.
// It prints its address; whoever types a name at its page is that subject.

import { createServer } from "node:http";
import Provider from "oidc-provider";

const [id, secret, callback] = process.argv.slice(2);
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: id,
        client_secret: secret,
        redirect_uris: [callback],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    clientAuthMethods: ["client_secret_post"],
    cookies: { keys: ["of one run"] },
    findAccount: (_, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
    pkce: { required: () => true },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
