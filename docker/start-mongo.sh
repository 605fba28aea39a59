#!/bin/bash
# mongod takes a key file only if it is its user's and nobody else can read it; a secret is mounted as it lies on the host.
set -eu
install -o mongodb -g mongodb -m 400 /run/secrets/mongo_keyfile /tmp/keyfile
exec docker-entrypoint.sh "$@"
