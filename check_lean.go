//go:build lean && !check

package main

// checks is false: this build holds keys, and cannot use the network.
const checks = false

func answerCheck() int { return 2 }
