#!/bin/sh
# The role is the first argument. Node takes this shell's place, so that it gets SIGTERM itself.
role="${1:-standalone}"
case "$role" in
  api | worker | standalone | cli)
    [ "$#" -gt 0 ] && shift
    exec node --enable-source-maps "dist/$role.js" "$@"
    ;;
  *)
    echo "There is no role '$role'. Say api, worker, standalone or cli." >&2
    exit 64
    ;;
esac
