import { SystemClock } from '#libs/kernel';
import { LocalIssuer, SecretKeys } from '#libs/identity';

/** A process of its own that opens the keys of a data folder when told to, and tells which ones it got. */
const [dataDir = ''] = process.argv.slice(2);

process.once('message', () => {
  void Promise.all([LocalIssuer.open(dataDir, new SystemClock()), SecretKeys.open(dataDir)]).then(([issuer, keys]) => {
    process.send?.({ kid: issuer.publicKeys.keys[0]?.kid, hash: keys.keyedHash('test', 'same') });
    process.disconnect();
  });
});
process.send?.('ready');
