#!/bin/sh
# start-eventstore.sh <program> <prefix of its variables>
# The passwords of a new database come from secrets; on one that exists they change nothing.
set -eu
program="$1"
prefix="$2"
admin="$(cat /run/secrets/eventstore_admin_password)"
ops="$(cat /run/secrets/eventstore_ops_password)"
export "${prefix}_DEFAULT_ADMIN_PASSWORD=$admin" "${prefix}_DEFAULT_OPS_PASSWORD=$ops"
exec "$program"
