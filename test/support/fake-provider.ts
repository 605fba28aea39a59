import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** An OpenID Connect provider on the loopback: a discovery document, a key set, and tokens signed with ES256. */
export class FakeProvider {
  readonly asked: string[] = [];
  private keys: JSONWebKeySet = { keys: [] };
  private signing: { readonly kid: string; readonly key: SigningKey } | undefined;
  private server: Server | undefined;
  private port = 0;
  /** What is wrong with it, if anything. */
  fault: 'down' | 'other-issuer' | 'unsafe-keys' | 'not-json' | undefined;

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      response.statusCode = this.fault === 'down' ? 500 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(this.answer(request.url ?? ''));
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.server;
    if (!server) return;
    this.server = undefined;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** From now on tokens are signed with this key, and only it is published. */
  async rotate(kid: string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    this.keys = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] };
    this.signing = { kid, key: privateKey };
  }

  async token(claims: Record<string, unknown>, { audience = 'idmaj-api', issuer = this.issuer } = {}): Promise<string> {
    if (!this.signing) throw new Error('The provider has no key yet.');
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: this.signing.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('1h')
      .sign(this.signing.key);
  }

  private answer(url: string): string {
    if (this.fault === 'not-json') return '<html>';
    if (url !== '/.well-known/openid-configuration') return JSON.stringify(this.keys);
    return JSON.stringify({
      issuer: this.fault === 'other-issuer' ? 'https://elsewhere.example' : this.issuer,
      jwks_uri: this.fault === 'unsafe-keys' ? 'http://elsewhere.example/keys' : `${this.issuer}/keys`,
    });
  }
}
