#!/bin/sh
# Makes what is missing; a certificate that is there is kept. The authority's key stays in its own volume.
set -eu
if [ ! -f /authority/ca.key ]; then
  es-gencert-cli create-ca -out /authority
fi
if [ ! -f /node/node.key ]; then
  es-gencert-cli create-node -ca-certificate /authority/ca.crt -ca-key /authority/ca.key \
    -out /node -dns-names eventstore,localhost -ip-addresses 127.0.0.1
fi
cp /authority/ca.crt /trusted/ca.crt
chmod 755 /node /trusted
chmod 644 /trusted/ca.crt /node/node.crt
# The event store runs as user 1000 and reads its key.
chown 1000:1000 /node/node.key
chmod 400 /node/node.key
