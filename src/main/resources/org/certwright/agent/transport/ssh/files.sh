# File operations on a server, for a shell that reads them as requests, one a line, from its
# standard input. It is sent once per session, and knows $mark, which ends each answer. Content
# comes in base64 as a word of the request, to a builtin: it is on no command line.

umask 077
case $(command -v printf) in
*/*)
  echo 'the printf of /bin/sh is not a builtin' >&2
  exit 1
  ;;
esac
enforcing=0
{ read -r enforcing </sys/fs/selinux/enforce; } 2>/dev/null

# path: kind, size, mode, owner, group, and on a line of its own the real path; nothing if missing
look() {
  if ! info=$(stat -L -c '%F|%s|%a|%U|%G' -- "$1" 2>&1); then
    case $info in
    *'No such file'* | *'Not a directory'*) return 0 ;;
    esac
    echo "$info" >&2
    return 1
  fi
  printf '%s\n' "$info"
  readlink -f -- "$1"
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

# model, file: owner, group, mode with its access list, label
liken() {
  if [ "$enforcing" = 1 ]; then
    chcon --reference="$1" -- "$2" || return 1
  fi
  cp --attributes-only --preserve=mode,ownership -- "$1" "$2" 2>/dev/null && return 0
  set -- "$2" $(stat -L -c '%u:%g %a' -- "$1")
  chown "$2" -- "$1" && chmod "$3" -- "$1"
}

hash() {
  sum=$(sha256sum <"$1") || return 1
  echo "${sum%% *}"
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
  (set -C && printf %s "$5" | base64 -d >"$1") && finish "$1" "$2" "$3" "$4" && return 0
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
  sync -- "$1" || return 1
  if [ "$(hash "$1")" != "$4" ]; then
    echo 'READ-BACK DIFFERS' >&2
    return 1
  fi
}

# from, to
duplicate() {
  [ -f "$1" ] || { echo "$1: No such file or directory" >&2; return 1; }
  sum=$(hash "$1") && clear "$2" || return 1
  (set -C && cat -- "$1" >"$2") && finish "$2" '' "$1" "$sum" && return 0
  rm -f -- "$2"
  return 1
}

# from, to
swap() {
  mv -fT -- "$1" "$2" && sync -- "${2%/*}/"
}

while IFS= read -r request; do
  { words=$(eval "$request" 2>&1 >&3 3>&-); code=$?; } 3>&1
  printf '\n%s %s\n%s\n%s\n' "$mark" "$code" "$words" "$mark"
done
