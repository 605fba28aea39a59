#!/bin/sh
# Makes the secrets that are missing in docker/secrets; none that is there is changed. Back the folder up: without
# idmaj_secret the keyed hashes in the event store cannot be made again.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
cd secrets
make() { [ -s "$1" ] || printf '%s' "$2" >"$1"; }
random() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }
make eventstore_admin_password "$(random 24)"
make eventstore_ops_password "$(random 24)"
make mongo_password "$(random 24)"
make mongo_keyfile "$(random 256)"
make idmaj_secret "$(random 32)"
make eventstoredb_url "esdb://admin:$(cat eventstore_admin_password)@eventstore:2113?tls=true&tlsCAFile=/trusted/ca.crt"
make mongodb_url "mongodb://idmaj:$(cat mongo_password)@mongo:27017/idmaj?replicaSet=rs0&authSource=admin&tls=true&tlsCAFile=/trusted/ca.crt"
# Containers read them as other users; the folder keeps this machine's other users out.
chmod 644 ./*
