# File operations on a server, for a shell that reads them as requests, one a line, from its
# standard input. It is sent once per session, and knows $mark, which ends each answer on both of
# its outputs. Content comes in base64 as a word of the request, to a builtin: it is on no command
# line. Processes cost a server more than all else here: what the shell can do itself, it does.

usual=$(umask)
umask 077
case $(command -v printf) in
*/*)
  echo 'the printf of /bin/sh is not a builtin' >&2
  exit 1
  ;;
esac
enforcing=0
{ read -r enforcing </sys/fs/selinux/enforce; } 2>/dev/null

# path: whether nothing is there, for certain
missing() {
  [ ! -e "$1" ] && [ -x "${1%/*}/" ]
}

# path: kind, size, mode, owner, group, and on a line of its own the real path; nothing if missing
look() {
  missing "$1" && return 0
  if ! info=$(stat -L -c '%F|%s|%a|%U|%G' -- "$1" 2>&1); then
    case $info in
    *'No such file'* | *'Not a directory'*) return 0 ;;
    esac
    echo "$info" >&2
    return 1
  fi
  printf '%s\n' "$info"
  case /${1##*/} in
  / | /. | /..) readlink -f -- "$1" ;;
  *)
    if [ ! -h "$1" ] && cd -P -- "${1%/*}/" 2>/dev/null; then
      printf '%s\n' "${PWD%/}/${1##*/}"
      cd /
    else
      readlink -f -- "$1"
    fi
    ;;
  esac
}

# folder
names() {
  [ -d "$1" ] || return 0
  ls -1A -- "$1/"
}

# path, how many bytes at most
content() {
  if [ -e "$1" ] && [ ! -f "$1" ]; then
    echo "$1: not a regular file" >&2
    return 1
  fi
  head -c "$2" -- "$1"
}

# paths: a line with + for each that is there and - for each that is not, then the hashes
hashes() {
  there=
  for path; do
    shift
    if missing "$path"; then
      there=$there-
    else
      there=$there+
      set -- "$@" "$path"
    fi
  done
  echo "$there"
  [ $# = 0 ] || sha256sum -- "$@"
}

# file: sets $sum
hash() {
  sum=$(sha256sum <"$1") || return 1
  sum=${sum%% *}
}

# model, file: owner, group, mode with its access list, label
liken() {
  if [ "$enforcing" = 1 ]; then
    chcon --reference="$1" -- "$2" || return 1
  fi
  cp --attributes-only --preserve=mode,ownership -- "$1" "$2" 2>/dev/null && return 0
  set -- "$2" $(stat -L -c '%u:%g %a' -- "$1")
  chown "$2" -- "$1" && chmod "$3" -- "$1"
}

# path
clear() {
  if [ -e "$1" ] || [ -h "$1" ]; then
    rm -f -- "$1"
  fi
}

# path, mode or empty, model or empty, hash, content
stage() {
  clear "$1" || return 1
  set -C
  printf %s "$5" | base64 -d >"$1"
  code=$?
  set +C
  [ "$code" = 0 ] && finish "$1" "$2" "$3" "$4" && return 0
  rm -f -- "$1"
  return 1
}

# path, mode or empty, model or empty, hash
finish() {
  if [ -n "$3" ] && [ -e "$3" ]; then
    liken "$3" "$1" || return 1
  elif [ -n "$2" ]; then
    chmod "$2" -- "$1" || return 1
  fi
  sync -- "$1" && hash "$1" || return 1
  if [ "$sum" != "$4" ]; then
    echo 'READ-BACK DIFFERS' >&2
    return 1
  fi
}

# from, to
duplicate() {
  [ -f "$1" ] || { echo "$1: No such file or directory" >&2; return 1; }
  hash "$1" && clear "$2" || return 1
  set -C
  cat -- "$1" >"$2"
  code=$?
  set +C
  [ "$code" = 0 ] && finish "$2" '' "$1" "$sum" && return 0
  rm -f -- "$2"
  return 1
}

# from, to, from, to: one right after the other; flushed when all are done
swap() {
  from=
  for path; do
    if [ -z "$from" ]; then
      from=$path
    else
      mv -fT -- "$from" "$path" || return 1
      from=
    fi
  done
  flushed=
  for path; do
    [ "${path%/*}/" = "$flushed" ] || sync -- "${path%/*}/" || return 1
    flushed=${path%/*}/
  done
}

# seconds, command: with no input, and the rights on new files that it is used to
execute() (
  limit=$1
  shift
  umask "$usual"
  if [ -f /usr/bin/timeout ] && [ ! -h /usr/bin/timeout ]; then
    exec /usr/bin/timeout -k 5 "$limit" "$@" </dev/null
  else
    exec "$@" </dev/null
  fi
)

while IFS= read -r request; do
  eval "$request"
  printf '\n%s %s\n' "$mark" "$?"
  printf '\n%s\n' "$mark" >&2
done
