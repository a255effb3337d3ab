# Runs soffice with the arguments after the first until standard input ends, which it also does where the tests are
# killed; then closes it and removes its folder, the first argument.
folder=$1
shift
(
  TMPDIR=$folder soffice "$@" >"$folder/said" 2>&1 </dev/null
  : >"$folder/ended"
) &
cat >/dev/null
: >"$folder/quit"
tries=600
until [ -e "$folder/ended" ]; do
  # All of this process group: soffice is a script that starts others.
  [ $((tries -= 1)) -gt 0 ] || kill -KILL 0
  sleep 0.1
done
rm -rf "$folder"
