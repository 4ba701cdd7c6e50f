#!/bin/sh
# Stands in for nginx in the sandbox: the TLS server itself is a part of Certwright's demo.
root=$(cd "$(dirname "$0")/.." && pwd)
reload=
for argument in "$@"; do
    case $argument in
        -V)
            echo "nginx version: sandbox/1.0" >&2
            echo "configure arguments: --prefix=$root --conf-path=$root/nginx.conf --pid-path=$root/pid" >&2 ;;
        -T) dump=yes ;;
        reload) reload=yes ;;
    esac
done
for file in $(sed -n 's/^ *ssl_certificate[_key]* \(.*\);/\1/p' "$root/nginx.conf"); do
    [ -s "$root/$file" ] || { echo "nginx: [emerg] cannot load \"$root/$file\"" >&2; exit 1; }
done
echo "nginx: the configuration file $root/nginx.conf syntax is ok" >&2
if [ "$dump" ]; then
    echo "# configuration file $root/nginx.conf:"
    cat "$root/nginx.conf"
elif [ "$reload" ]; then
    : > "$root/reload"
    for i in 1 2 3 4 5 6 7 8 9 10; do
        [ -e "$root/reload" ] || exit 0
        sleep 0.2
    done
    echo "nginx: [error] the sandbox does not run" >&2
    exit 1
fi
