#!/usr/bin/env bash
# soak.sh: the tests that kill, interrupt and race, many times over. Expects bin/ to be built (make soak does that).
# KEYTRAY_KILLS sets how many commands are killed at random moments (default 3000).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

export KEYTRAY_KILLS=${KEYTRAY_KILLS:-3000}
echo "== $KEYTRAY_KILLS kills of commands at random moments, under three writers and a doctor"
go test -count=1 -v -timeout 30m -run '^TestRandomKillsLoseNothing$' ./app/e2e
echo '== kills at each step, full disks, moves, two processes: ten times'
go test -race -count=10 -timeout 30m ./app/vault ./app/keychain/filevault
echo '== faults of a real keychain: ten times'
go test -race -count=10 -timeout 30m ./app/keychain
echo '== strange files: two minutes each'
scripts/fuzz.sh 2m
