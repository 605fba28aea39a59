#!/bin/sh
# A certificate authority of this installation and the certificates of both engines. Makes what is missing, and anew
# what has less than 90 days left or is not of this authority; what is good is kept. The authority's key stays in its
# own volume. The argument is the folder that holds the four; in the container there is none.
set -eu
root="${1:-}"
authority="$root/authority"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
umask 077

# certificate <common name> <extensions> <how openssl is to sign it>… leaves key.pem and cert.pem in $work.
certificate() {
  printf '%s\n' '[req]' 'distinguished_name=name' 'prompt=no' '[name]' "CN=$1" '[extensions]' "$2" >"$work/form"
  shift 2
  if ! {
    openssl req -new -newkey rsa:3072 -nodes -sha256 -config "$work/form" \
      -keyout "$work/key.pem" -out "$work/request.pem" &&
      openssl x509 -req -sha256 -in "$work/request.pem" -extfile "$work/form" -extensions extensions \
        -set_serial "0x$(openssl rand -hex 16)" -out "$work/cert.pem" "$@"
  } >"$work/said" 2>&1; then
    cat "$work/said" >&2
    exit 1
  fi
}

lasts() {
  [ -s "$1" ] && openssl x509 -in "$1" -noout -checkend 7776000 >/dev/null
}

good() {
  lasts "$1" && openssl verify -CAfile "$authority/ca.crt" "$1" >/dev/null 2>&1
}

for_server() { # <common name> <names it is reached by>
  certificate "$1" "basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,clientAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=$2,DNS:localhost,IP:127.0.0.1" -days 730 -CA "$authority/ca.crt" -CAkey "$authority/ca.key"
}

if ! { [ -s "$authority/ca.key" ] && lasts "$authority/ca.crt"; }; then
  certificate 'Idmaj authority' 'basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash' -days 3650 -signkey "$work/key.pem"
  mv "$work/key.pem" "$authority/ca.key"
  mv "$work/cert.pem" "$authority/ca.crt"
fi

# Nodes of one EventStoreDB cluster know each other by this common name.
if ! { [ -s "$root/eventstore/node.key" ] && good "$root/eventstore/node.crt"; }; then
  for_server eventstoredb-node DNS:eventstore
  mv "$work/key.pem" "$root/eventstore/node.key"
  mv "$work/cert.pem" "$root/eventstore/node.crt"
fi

# MongoDB takes key and certificate in one file.
if ! good "$root/mongo/server.pem"; then
  for_server mongo DNS:mongo
  cat "$work/key.pem" "$work/cert.pem" >"$work/server.pem"
  mv "$work/server.pem" "$root/mongo/server.pem"
fi

cp "$authority/ca.crt" "$root/trusted/ca.crt"
chmod 755 "$root/eventstore" "$root/trusted"
chmod 644 "$root/eventstore/node.crt" "$root/trusted/ca.crt"
chmod 400 "$root/eventstore/node.key" "$root/mongo/server.pem" "$authority/ca.key"
# The event store runs as user 1000 and reads its key; start-mongo.sh gives mongod its own.
if [ "$(id -u)" -eq 0 ]; then chown 1000:1000 "$root/eventstore/node.key"; fi
