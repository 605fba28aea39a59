#!/bin/bash
# mongod takes a key file only if it is its user's and nobody else can read it; a secret is mounted as it lies on the
# host, and the certificate belongs to root.
set -eu
install -o mongodb -g mongodb -m 400 /run/secrets/mongo_keyfile /tmp/keyfile
install -o mongodb -g mongodb -m 400 /certificate/server.pem /tmp/server.pem
exec docker-entrypoint.sh "$@"
