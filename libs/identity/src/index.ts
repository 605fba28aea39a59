export { isPersonsRole } from './claims-of-token.ts';
export { type ProviderSettings, trustProvider } from './identity-provider.ts';
export { type MayInvent } from './invention.ts';
export { LOCAL_AUDIENCE, LOCAL_ISSUER, LocalIssuer } from './local-issuer.ts';
export { type Identity, type IdentitySettings, openIdentity } from './open-identity.ts';
export { SecretKeys, type SecretSource } from './secret-keys.ts';
export { TokenVerifier } from './token-verifier.ts';
export { trustLocal, type TrustedIssuer } from './trusted-issuer.ts';
