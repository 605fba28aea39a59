// Run by mongosh as the health check: makes the replica set of one once, and is content when it can be written to.
// Another member is added with rs.add().
const fs = require('fs');
const password = '/run/secrets/mongo_password';
const admin = db.getSiblingDB('admin');
if (fs.existsSync(password)) admin.auth('idmaj', fs.readFileSync(password, 'utf8').trim());
try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
}
if (!admin.hello().isWritablePrimary) quit(1);
