//go:build windows || darwin

package start

// nameStays is 0: the system keeps what a program has copied.
const nameStays = 0
