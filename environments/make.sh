#!/bin/sh
# Finds a Python that fits and has it make an environment: make.sh demo|dev|pages|whoosh2|audit [PYTHON]
# In sh, since what is to be said where there is no Python cannot be said by it.
kind=$1
wanted=$2
here=${0%/*}
needs="minutesearch needs Python 3.11, 3.12 or 3.13: install one, or name it, as in: make demo PYTHON=/path/to/python3.12"

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

# A path may have spaces in it.
if [ -n "$wanted" ]; then
    set -- "$wanted"
else
    set -- python3 python3.13 python3.12 python3.11 python
fi
seen=
for name in "$@"; do
    version=$(version_of "$name") || continue
    case $version in
        3.11 | 3.12 | 3.13) exec "$name" "$here/make_environment.py" "$kind" ;;
    esac
    seen="$seen, $name is $version"
done
if [ -n "$seen" ]; then
    echo "error: no Python that fits (${seen#, }); $needs" >&2
elif [ -n "$wanted" ]; then
    echo "error: $wanted cannot be run; $needs" >&2
else
    echo "error: no Python found; $needs" >&2
fi
exit 1
