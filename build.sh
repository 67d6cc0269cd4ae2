#!/usr/bin/env bash
# One door for every job: ./build.sh run|test|build|bench|publish  (./build.sh help explains them)
set -euo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
configuration=Release
program=artifacts/mcu/mcu

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
}

need_packages() {
  local missing="" package sudo=""
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -q '^installed$' || missing+=" $package"
  done
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || sudo=sudo
  if { [ -n "$sudo" ] && ! command -v sudo >/dev/null; } || ! command -v apt-get >/dev/null; then
    fail "these packages are missing and cannot be installed from here (no root, no sudo, or no apt):$missing"
  fi
  say "installing:$missing"
  $sudo apt-get update -qq || say "the package lists could not be refreshed; trying with those at hand"
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $sudo -E apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    fail "apt could not install:$missing"
}

sources_changed() {
  [ -x "$program" ] && [ -z "$(find Mcu.Core Mcu.Cascade Mcu.Node proto Directory.*.props \
    \( -name obj -o -name bin \) -prune -o -type f -newer "$program" -print -quit)" ] && return 1
  return 0
}

build() {
  need_sdk
  sources_changed || return 0
  say "building $program"
  dotnet restore Mcu.Node --locked-mode -v quiet
  dotnet publish Mcu.Node -c $configuration --no-restore -v quiet --nologo -o artifacts/mcu
  touch "$program"
}

run() {
  # shellcheck disable=SC2086
  need_packages $runtime_packages $demo_packages
  build
  exec "$program" demo "$@"
}

run_tests() {
  # shellcheck disable=SC2086
  need_packages $runtime_packages $demo_packages $test_packages
  build
  dotnet restore Mcu.sln --locked-mode -v quiet
  dotnet build Mcu.Tests -c $configuration --no-restore -v quiet --nologo
  local results=artifacts/test-results status=0
  rm -rf "$results"
  dotnet test Mcu.Tests -c $configuration --no-build --nologo --results-directory "$results" \
    --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal" "$@" || status=$?
  closing_line "$results/tests.trx" || status=1
  return $status
}

closing_line() {
  [ -f "$1" ] || { say "no test ran"; echo "0 passed, 1 failed"; return 1; }
  local counters passed failed total
  counters=$(grep -o '<Counters [^>]*>' "$1")
  total=$(sed 's/.* total="\([0-9]*\)".*/\1/' <<<"$counters")
  passed=$(sed 's/.* passed="\([0-9]*\)".*/\1/' <<<"$counters")
  failed=$(sed 's/.* failed="\([0-9]*\)".*/\1/' <<<"$counters")
  echo "$passed passed, $failed failed, $((total - passed - failed)) skipped"
}

bench() {
  # shellcheck disable=SC2086
  need_packages $runtime_packages $demo_packages
  build
  dotnet restore Mcu.sln --locked-mode -v quiet
  dotnet build Mcu.Tests -c $configuration --no-restore -v quiet --nologo
  exec dotnet run --project Mcu.Tests -c $configuration --no-build -- "$@"
}

publish() {
  need_sdk
  say "publishing a self-contained program to artifacts/publish"
  rm -rf artifacts/publish
  dotnet restore Mcu.Node -r linux-x64 --locked-mode -v quiet
  dotnet publish Mcu.Node -c $configuration -r linux-x64 --self-contained --no-restore -v quiet --nologo -o artifacts/publish
}

usage() {
  cat <<'TEXT'
usage: ./build.sh VERB [ARGUMENTS]
  run [--seconds N]   install, build and run the demo: a node, nine rooms, the live table, demo.png, demo.mkv
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
  build) need_packages $runtime_packages; build ;;
  bench) bench "$@" ;;
  publish) publish ;;
  help|-h|--help) usage ;;
  *) usage >&2; exit 2 ;;
esac
