#!/usr/bin/env bash
# One door for every job: ./build.sh run|test|build|bench|publish  (./build.sh help explains them)
set -euo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
configuration=Release
program=artifacts/mcu/mcu published=artifacts/publish/mcu

# What the program needs to run, what the demo's rooms need, what the tests call as peers.
runtime_packages="libavcodec59 libavformat59 libavutil57 libswscale6 libswresample4 libopus0 fonts-open-sans"
demo_packages="ffmpeg espeak-ng"
test_packages="baresip-core baresip-ffmpeg sip-tester iproute2 gcc libc6-dev \
  libavcodec-dev libavformat-dev libavutil-dev libswscale-dev libswresample-dev"

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

need_sdk() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is not on PATH; install it first (see https://dotnet.microsoft.com/download)"
  dotnet --list-sdks | grep -q '^10\.' || fail "the .NET 10 SDK is needed; 'dotnet --list-sdks' shows none"
  # The program looks for its runtime in /usr/share/dotnet and the like; an SDK in a home folder has to be named.
  [ -n "${DOTNET_ROOT:-}" ] || DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
  export DOTNET_ROOT
}

missing_packages() {
  local installed package
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    grep -qx "installed $package" <<<"$installed" || printf ' %s' "$package"
  done
}

need_packages() {
  local missing as_root=()
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null || fail "these Debian packages are needed, and there is no apt to install them:$missing"
  if [ "$(id -u)" != 0 ]; then
    as_root=(sudo)
    [ -t 0 ] || as_root+=(-n) # nobody is there to type a password
    if ! command -v sudo >/dev/null || ! "${as_root[@]}" true; then
      fail "these packages are missing and need root to install; run: apt-get install$missing"
    fi
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120)
  say "installing:$missing"
  "${as_root[@]}" update -qq || say "the package lists could not be refreshed; trying with those at hand"
  # shellcheck disable=SC2086 # a list of words
  "${as_root[@]}" install -y -qq --no-install-recommends $missing >/dev/null ||
    fail "apt could not install:$missing"
}

# Folders count too: their time tells of a file that was taken away.
sources_changed_since() {
  [ ! -x "$1" ] || [ -n "$(find Mcu.Core Mcu.Cascade Mcu.Node proto Directory.*.props \
    \( -name obj -o -name bin \) -prune -o -newer "$1" -print -quit)" ]
}

build() {
  sources_changed_since "$program" || return 0
  say "building $program"
  dotnet restore Mcu.Node --locked-mode -v quiet
  dotnet publish Mcu.Node -c $configuration -r linux-x64 --no-self-contained --no-restore -v quiet --nologo -o artifacts/mcu
  touch "$program"
}

build_program() {
  need_sdk
  # shellcheck disable=SC2086
  need_packages $runtime_packages
  build
}

run() {
  need_sdk
  # shellcheck disable=SC2086
  need_packages $runtime_packages $demo_packages
  build
  exec "$program" demo "$@"
}

run_tests() {
  local results=artifacts/test-results status=0
  trap 'echo "0 passed, 1 failed"' EXIT # the set-up or a build failed
  need_sdk
  # shellcheck disable=SC2086
  need_packages $runtime_packages $demo_packages $test_packages
  rm -rf "$results"
  build
  dotnet restore Mcu.sln --locked-mode -v quiet
  dotnet build Mcu.Tests -c $configuration --no-restore -v quiet --nologo
  dotnet test Mcu.Tests -c $configuration --no-build --nologo --results-directory "$results" \
    --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal" "$@" || status=$?
  [ -f "$results/tests.trx" ] || { say "no test ran"; exit 1; }
  trap - EXIT
  skipped_tests "$results/tests.trx"
  closing_line "$results/tests.trx" $status
  exit $status
}

# Which tests did not run, and why.
skipped_tests() {
  awk -v RS='<UnitTestResult ' '
    /outcome="NotExecuted"/ {
      name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name)
      why = "no reason given"
      if (match($0, /<Message>[^<]*/)) why = substr($0, RSTART + 9, RLENGTH - 9)
      gsub(/[ \t\r\n]+/, " ", why)
      line = "skipped: " name ": " why
      gsub(/&quot;/, "\"", line); gsub(/&apos;/, "\x27", line); gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line); gsub(/&amp;/, "\\&", line)
      print line
    }' "$1"
}

# "N passed, N failed": what continuous integration reads. A run that broke off counts as a failure.
closing_line() {
  local counters passed failed total line
  counters=$(grep -o '<Counters [^>]*>' "$1")
  total=$(sed 's/.* total="\([0-9]*\)".*/\1/' <<<"$counters")
  passed=$(sed 's/.* passed="\([0-9]*\)".*/\1/' <<<"$counters")
  failed=$(sed 's/.* failed="\([0-9]*\)".*/\1/' <<<"$counters")
  if [ "$2" != 0 ] && [ "$failed" = 0 ]; then
    say "the run broke off"
    failed=1 total=$((total + 1))
  fi
  line="$passed passed, $failed failed"
  [ "$total" -le $((passed + failed)) ] || line+=", $((total - passed - failed)) skipped"
  echo "$line"
}

bench() {
  need_sdk
  # shellcheck disable=SC2086
  need_packages $runtime_packages $demo_packages
  if sources_changed_since "$published"; then
    publish # what operators run is measured
  fi
  dotnet restore Mcu.sln --locked-mode -v quiet
  dotnet build Mcu.Tests -c $configuration --no-restore -v quiet --nologo
  exec dotnet run --project Mcu.Tests -c $configuration --no-build -- "$@"
}

publish() {
  need_sdk
  say "publishing a self-contained program, compiled ahead with its runtime, to artifacts/publish"
  rm -rf artifacts/publish
  dotnet restore Mcu.Node -r linux-x64 --locked-mode -v quiet
  dotnet publish Mcu.Node -c $configuration -r linux-x64 --self-contained --no-restore -v quiet --nologo -o artifacts/publish
  touch "$published"
}

usage() {
  cat <<'TEXT'
usage: ./build.sh VERB [ARGUMENTS]
  run [--seconds N]   install, build and run the demo: four nodes, nine rooms, the live table, demo.png, demo.mkv
  test [ARGUMENTS]    install, build and run all tests; further arguments go to 'dotnet test'
  build               build the program into artifacts/mcu
  bench [NAME ...]    run the benchmarks; './build.sh bench list' names them
  publish             build a self-contained program into artifacts/publish
TEXT
}

verb=${1:-help}
[ $# -eq 0 ] || shift
case $verb in
  run) run "$@" ;;
  test) run_tests "$@" ;;
  build) build_program ;;
  bench) bench "$@" ;;
  publish) publish ;;
  help|-h|--help) usage ;;
  *) usage >&2; exit 2 ;;
esac
