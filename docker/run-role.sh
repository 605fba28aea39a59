#!/bin/sh
# The role is the first argument. Node takes this shell's place, so that it gets SIGTERM itself. V8 helps itself with as
# many threads as there are cores less one, not four: on two cores those would keep requests waiting.
role="${1:-standalone}"
case "$role" in
  api | worker | standalone | cli)
    [ "$#" -gt 0 ] && shift
    exec node --v8-pool-size=0 --enable-source-maps "dist/$role.js" "$@"
    ;;
  *)
    echo "There is no role '$role'. Say api, worker, standalone or cli." >&2
    exit 64
    ;;
esac
