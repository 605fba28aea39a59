#!/bin/sh
# The passwords of a new database come from secrets; on one that exists they change nothing.
set -eu
EVENTSTORE_DEFAULT_ADMIN_PASSWORD="$(cat /run/secrets/eventstore_admin_password)"
EVENTSTORE_DEFAULT_OPS_PASSWORD="$(cat /run/secrets/eventstore_ops_password)"
export EVENTSTORE_DEFAULT_ADMIN_PASSWORD EVENTSTORE_DEFAULT_OPS_PASSWORD
exec /opt/eventstore/EventStore.ClusterNode
